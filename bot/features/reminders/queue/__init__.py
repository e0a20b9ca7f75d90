"""The order in which reminders wake, and who is sending them."""
