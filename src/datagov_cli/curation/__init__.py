"""Keeping the data right: checks, edits, reviews."""
