"""kitless."""
