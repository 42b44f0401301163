"""What knows nothing of the subject: errors, files, text, the clock."""
