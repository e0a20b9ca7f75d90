"""What keeps the program from working, in sentences for whoever runs it."""


class Problems(Exception):  # noqa: N818  # it carries several, and none is our error
    """One sentence for each problem, saying what to do about it."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class SettingsError(Problems):
    """Settings that cannot be used."""


class ContentError(Problems):
    """Content that cannot be used; each problem names file and id."""


class StorageError(Problems):
    """A database that cannot be opened; nothing in it was changed."""


class CannotPollError(Problems):
    """Updates that cannot be fetched, for a reason that waiting does not mend."""


class PortError(Problems):
    """A port that cannot be listened on."""
