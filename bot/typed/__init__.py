"""Reads what people type: times, dates, durations, numbers, pains, runs, and whole lines."""
