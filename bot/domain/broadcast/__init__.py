"""Messages of admins to many people, tips, and counts."""
