"""Records as files: one table of formats, one module a format, for the command line, the pages and static copies."""
