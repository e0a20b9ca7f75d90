"""Tests of bot/library."""
