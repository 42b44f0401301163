"""Writing data files: formatting, spelling corrections, new records."""
