"""Who says that what happened, where and when: attributed claims from reports about an armed conflict."""

__version__ = "0.1.0"

__all__ = ["__version__"]
