"""Device code in Warp's kernel language; `passes` holds the entry points, `structs` their data."""
