"""The remedies' rules: how typed words find a topic or a warning sign."""
