"""What holds for all reminders of a person: quiet hours, pauses, an end."""
