"""Claims of one thing brought together, with the reasons, and their contradictions side by side."""
