"""What a person has set, and what they may ask of their data."""
