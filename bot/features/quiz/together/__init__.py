"""The quiz for several people: a question for a group, its scoreboard, cards to share."""
