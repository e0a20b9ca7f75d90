"""Progress: summaries, pictures, and what a clinician is handed."""
