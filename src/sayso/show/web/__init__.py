"""The web app: pages over a ledger, and the scripts and styles that they load."""
