"""Plan and reminders in a person's own calendar."""
