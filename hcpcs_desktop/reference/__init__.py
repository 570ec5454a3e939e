"""The one door: what the window and the command line may ask."""
