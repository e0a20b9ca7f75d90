"""Making a plan and changing it."""
