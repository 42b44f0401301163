"""From files to the model: where the data is, how it is read, what is kept of it."""
