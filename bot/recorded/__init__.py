"""What a watch or an app has recorded: a file becomes a run, in a process of its own."""
