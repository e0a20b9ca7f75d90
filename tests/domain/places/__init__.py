"""Tests of bot/features/account."""
