"""The diary: typed lines, zones, trends, runs, scores, and what they lead to."""
