"""Unknot: find, release and forecast muscle trigger points."""

__all__ = ["__version__"]

__version__ = "0.1.0"
