"""Reminders that are due: claimed, sent, answered."""
