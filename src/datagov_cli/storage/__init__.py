"""From files to the model: finding, reading and caching data."""
