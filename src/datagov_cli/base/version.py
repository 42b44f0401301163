"""The version of the program."""

#: A literal, for reading it from the package's metadata costs 36 ms at every start; a test holds
#: it against pyproject.toml.
__version__ = "0.1.0"
