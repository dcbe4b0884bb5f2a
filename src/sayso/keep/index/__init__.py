"""By which words and terms claims are found: search, terms, and blocks of items read at once."""
