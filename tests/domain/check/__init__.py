"""The check: rules, content and vignettes."""
