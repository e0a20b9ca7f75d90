"""The plan: what today holds, from the first easy holds to running without pain."""
