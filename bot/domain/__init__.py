"""What is true of a person."""
