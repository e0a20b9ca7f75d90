"""Tests of bot/domain/people."""
