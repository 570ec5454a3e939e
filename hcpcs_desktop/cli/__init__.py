"""The command line `hcpcs`: everything without a screen."""
