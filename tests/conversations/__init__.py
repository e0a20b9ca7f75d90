"""Whole-bot transcripts."""
