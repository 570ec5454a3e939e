"""Opens the window: ``python -m hcpcs_desktop``."""

from hcpcs_desktop.app import desktop_main

raise SystemExit(desktop_main())
