"""What the bundle's hcpcs-desktop runs."""

from hcpcs_desktop.app import desktop_main

if __name__ == "__main__":
    raise SystemExit(desktop_main())
