"""Whole screens and the sheets that lie over them; a screen owns its state."""
