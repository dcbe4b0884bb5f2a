"""Records to the ledger and back: the only room that knows the store."""
