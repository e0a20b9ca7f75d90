"""What people answer to a reminder: done, later, not today."""
