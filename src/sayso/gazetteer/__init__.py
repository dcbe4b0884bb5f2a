"""Places by name: the pack's columns looked up, and packs of one's own built from dumps."""
