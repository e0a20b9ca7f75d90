"""What whoever runs the bot can see of it: whether it lives, whether it can work, and figures."""
