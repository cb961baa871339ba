"""Workshops and who comes."""
