"""What a person has learnt: when each question comes back, and how far they have come."""
