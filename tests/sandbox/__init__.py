"""The sandbox: the fake Telegram, its page and its server."""
