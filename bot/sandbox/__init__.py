"""A fake Telegram in which the bot can be tried without a token and without a network."""
