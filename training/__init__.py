"""The recipe that makes the data pack `model-en`; see README.md. The package itself never imports it."""
