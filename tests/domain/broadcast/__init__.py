"""Tests of bot/features/broadcast."""
