"""Where it hurts, pointed at on a picture."""
