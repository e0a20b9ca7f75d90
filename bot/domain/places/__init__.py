"""Time zones by city, place, clock and country."""
