"""Tests of the guided session."""
