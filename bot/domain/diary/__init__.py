"""The diary: pain, runs, the morning after, and what follows from them."""
