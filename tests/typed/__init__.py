"""Tests of bot/typed."""
