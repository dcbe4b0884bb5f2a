"""What is asked of a ledger: filters, listings, tallies, and queues for reviewers."""
