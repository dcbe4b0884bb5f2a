"""Reading: bytes to articles, whose blocks tell the report from the page it stood on."""

from sayso.read.paths import list_files, read_bytes, read_paths
from sayso.read.reasons import REASONS
from sayso.read.rules import FurnitureRules, furniture_rules

__all__ = ["REASONS", "FurnitureRules", "furniture_rules", "list_files", "read_bytes", "read_paths"]
