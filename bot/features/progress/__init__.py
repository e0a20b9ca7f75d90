"""Progress: the diary and the quiz as pictures and words, and a page for a clinician."""
