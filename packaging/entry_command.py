"""What the bundle's hcpcs runs."""

from hcpcs_desktop.app import command_main

if __name__ == "__main__":
    raise SystemExit(command_main())
