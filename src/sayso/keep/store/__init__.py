"""Records into the tables and out of them, and what has to be weighed again."""
