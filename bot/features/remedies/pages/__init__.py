"""The pages of topics and exercises."""
