"""The diary: what hurt, how far was run, and what follows from it for plan and check."""
