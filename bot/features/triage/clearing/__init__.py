"""Exercises are free again when somebody who examined the person agrees."""
