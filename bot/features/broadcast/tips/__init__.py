"""What readers want of messages that they did not ask for, and the tip of the week."""
