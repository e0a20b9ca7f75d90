"""The quiz: rounds, what people remember, and scoreboards of groups."""
