"""What follows from an entry: the plan moves, the check may open, and the person is told."""
