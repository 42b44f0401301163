"""The command line: commands parse, call, hand over to a renderer and choose the exit code."""
