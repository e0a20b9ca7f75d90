"""Rules, memory and store of the quiz."""
