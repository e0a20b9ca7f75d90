"""How a reminder is made: by typed words, by buttons, or from the plan."""
