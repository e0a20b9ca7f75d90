"""Earlier entries: looked up, corrected, deleted."""
