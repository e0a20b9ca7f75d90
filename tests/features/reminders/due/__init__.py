"""What becomes of a reminder that is due."""
