"""Tests of what whoever runs the bot can see of it."""
