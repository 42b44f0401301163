"""The command line: commands read options, ask ``Knowledge``, render and choose an exit code."""
