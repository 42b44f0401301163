"""From the model to answers: pure functions, free of any format."""
