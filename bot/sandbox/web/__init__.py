"""The HTTP side: Bot API, page and what its visitors do; `bot.sandbox.server` joins it."""
