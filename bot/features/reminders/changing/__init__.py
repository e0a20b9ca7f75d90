"""All of a person's reminders, and what can be changed in one."""
