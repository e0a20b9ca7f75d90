"""Reads what people type: times, weekdays, days, durations, numbers, pains and runs."""
