"""A copy of a filter's claims as files, with all that leads back to their words: a disk will do, and any web server."""

from sayso.show.web.publish.wishes import Wishes
from sayso.show.web.publish.writing import Copied, write_copy

__all__ = ["Copied", "Wishes", "write_copy"]
