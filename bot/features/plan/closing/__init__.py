"""How a session or run ends: the question of pain, or the check."""
