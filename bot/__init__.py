"""Flexor: a Telegram bot for runners whose hip flexors hurt."""
