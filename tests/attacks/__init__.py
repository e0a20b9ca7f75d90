"""Attacks on the bot as a real process, by seed: kills, floods, faults, taps, soak, memory."""
