"""How an admin writes a broadcast: drafts, previews, and what is chosen before it goes."""
