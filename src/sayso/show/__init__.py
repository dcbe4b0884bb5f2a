"""The ledger to people: pages, and files of other formats."""
