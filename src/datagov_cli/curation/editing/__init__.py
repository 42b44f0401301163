"""Writing data files: layout, corrections, new records."""
