"""The parts of the pretended Telegram; `bot.sandbox.telegram` is what they make."""
