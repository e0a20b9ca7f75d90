"""Today in one screen, or why there is no plan."""
