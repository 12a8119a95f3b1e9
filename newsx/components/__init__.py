"""Thin spaCy components over the pure modules; each module is light, since spaCy imports every registered factory."""
