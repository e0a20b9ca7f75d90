"""Measurements on one machine: how fast, how soon, how large."""
