"""The command line of kitless."""
