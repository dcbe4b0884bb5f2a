"""Which words tell a number of people or things, and between which bounds."""
