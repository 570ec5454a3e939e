"""HCPCS Desktop: an offline reference for US medical procedure codes."""

__version__ = "0.1.0"
