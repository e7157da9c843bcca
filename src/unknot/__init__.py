"""Unknot: find, release and forecast muscle trigger points."""
