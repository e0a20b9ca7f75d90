"""The symptom check: its questions, its rules and what each person answered."""
