"""The diary opens the check again where what was noted asks for it."""
