"""The people who speak to the bot, and what they have set."""
