"""Questions that teach: rounds for one person, questions for a group, cards to share."""
