"""Reminders: when they come, to whom, and how often: once."""
