"""How a broadcast goes out: slices of its frozen audience, outcomes, progress and the report."""
