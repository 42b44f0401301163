"""Keeping the data correct: validation, editing, review."""
