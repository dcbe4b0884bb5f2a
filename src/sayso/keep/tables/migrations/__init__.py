"""The steps from each schema of the ledger to the next; once released, a step is never changed."""
