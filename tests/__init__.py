"""Tests of Flexor; they mirror bot/."""
