"""The check: questions, how urgent it is, and what may have contributed."""
