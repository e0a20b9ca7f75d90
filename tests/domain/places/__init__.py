"""Tests of bot/domain/places."""
