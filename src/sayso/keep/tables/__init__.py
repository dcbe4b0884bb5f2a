"""The database: its engine, its tables and their versions, and the statements that they take."""
