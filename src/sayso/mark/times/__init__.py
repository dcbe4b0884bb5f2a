"""Which words tell a time, and which days they mean."""
