"""Reminders: at a local time on some weekdays, once a day at most, and obedient to the plan."""
