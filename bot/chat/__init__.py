"""What a conversation is, without Telegram."""
