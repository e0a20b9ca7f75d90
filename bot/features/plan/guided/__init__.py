"""A session, one exercise a screen."""
