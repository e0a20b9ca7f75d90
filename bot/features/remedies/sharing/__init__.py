"""Exercises that are shared into other chats."""
