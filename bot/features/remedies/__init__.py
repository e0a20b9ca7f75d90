"""The library, and the answer to typed words."""
