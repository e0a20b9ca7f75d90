"""Counts for admins: nothing that points to a person."""
