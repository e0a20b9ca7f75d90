"""What watches and apps record."""
