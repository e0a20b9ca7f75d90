"""What an entry means, before anything is said of the plan or the check."""
