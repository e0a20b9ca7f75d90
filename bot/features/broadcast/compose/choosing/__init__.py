"""What an admin chooses for a draft: kind, audience, time and buttons."""
