"""Command line of the Synthetic Data Recorder."""
