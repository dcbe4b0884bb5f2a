"""The version of this Sayso, which every maker names."""

__version__ = "0.1.0"
