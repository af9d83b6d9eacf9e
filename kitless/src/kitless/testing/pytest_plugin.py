"""The pytest plugin of kitless."""
