"""What people decide: recorded for good, bound to claims, and replayed when these change."""
