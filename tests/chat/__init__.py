"""Tests of bot/chat."""
