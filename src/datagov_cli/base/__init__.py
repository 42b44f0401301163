"""General helpers that know nothing of the data: errors, files, text, the clock."""
