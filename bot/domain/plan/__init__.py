"""The plan: stages, running levels, days and guided sessions."""
