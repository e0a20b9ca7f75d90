"""Files that the bot or a person sent: stored once, named by ids that stay the same."""

import hashlib
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from bot.sandbox.fake.calls import File, Json, Query, RefusalError
from bot.sandbox.fake.images import media_type, picture_size
from bot.sandbox.fake.lengths import DOWNLOAD_BYTES, FILE_BYTES, PHOTO_BYTES

_ATTACHED = "attach://"
_SIDES = (90, 320, 800, 1280)  # longest sides of the smaller copies of a photo
_LARGEST_SIDE = 2560
_SIDES_TOGETHER = 10_000
_LONGEST_RATIO = 20


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored file; width, height and duration are 0 where they mean nothing."""

    file_id: str
    unique_id: str
    kind: str
    file: File
    path: str
    width: int = 0
    height: int = 0
    duration: int = 0

    def fields(self) -> Json:
        """Return what every kind of media says of its file."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.file.content),
        }


@dataclass(slots=True)
class Files:
    """Files by id and by path."""

    _by_id: dict[str, Stored] = field(default_factory=dict)
    _by_path: dict[str, Stored] = field(default_factory=dict)

    def store(self, kind: str, file: File, *, size: tuple[int, int] = (0, 0)) -> Stored:
        """Keep a file; the same bytes as the same kind get the same id."""
        unique = hashlib.sha256(kind.encode() + file.content).hexdigest()[:16]
        file_id = f"{kind}-{unique}-sandbox"
        if file_id not in self._by_id:
            suffix = PurePosixPath(file.name).suffix
            path = f"{kind}s/file_{len(self._by_id)}{suffix}"
            stored = Stored(file_id, unique, kind, file, path, *size)
            self._by_id[file_id] = self._by_path[path] = stored
        return self._by_id[file_id]

    def find(self, file_id: str) -> Stored:
        """Return a stored file; KeyError where there is none."""
        return self._by_id[file_id]

    def at(self, path: str) -> Stored:
        """Return the file behind a download path; KeyError where there is none."""
        return self._by_path[path]

    def describe(self, file_id: str) -> Json:
        """Answer getFile; RefusalError where the id is unknown or the file too big."""
        stored = self._by_id.get(file_id)
        if stored is None:
            raise RefusalError("invalid file_id")
        if len(stored.file.content) > DOWNLOAD_BYTES:
            raise RefusalError("file is too big")
        return {**stored.fields(), "file_path": stored.path}

    def given(self, query: Query, name: str, kind: str) -> Stored:
        """Return the file that a parameter holds: uploaded, or known by its id.

        RefusalError where it is missing, unknown, of another kind, or must be downloaded.
        """
        return self.taken(query, str(query.args[name]), kind)

    def taken(self, query: Query, value: str, kind: str) -> Stored:
        """Return the file that a value names; see `given`."""
        if value.startswith(_ATTACHED):
            file = query.files.get(value.removeprefix(_ATTACHED))
            if file is None:
                raise RefusalError(f"there is no {kind} in the request")
            return self._uploaded(kind, file)
        if value.startswith(("http://", "https://")):
            raise RefusalError("failed to get HTTP URL content")
        stored = self._by_id.get(value)
        if stored is None:
            raise RefusalError("wrong file identifier/HTTP URL specified")
        if stored.kind != kind:
            was, wanted = stored.kind.capitalize(), kind.capitalize()
            raise RefusalError(f"can't use file of type {was} as {wanted}")
        return stored

    def photo(self, content: bytes) -> Stored:
        """Keep a person's photo; ValueError where it is no picture."""
        try:
            return self._uploaded("photo", File("photo.jpg", content, "image/jpeg"))
        except RefusalError as error:
            raise ValueError(f"This cannot be sent as a photo: {error}.") from error

    def sent(self, file: File) -> Stored:
        """Keep a file that a person sends; ValueError where Telegram's app would not take it."""
        try:
            return self._uploaded("document", file)
        except RefusalError as error:
            raise ValueError(f"This cannot be sent as a file: {error}.") from error

    def _uploaded(self, kind: str, file: File) -> Stored:
        if not file.content:
            raise RefusalError("file must be non-empty")
        if len(file.content) > FILE_BYTES:
            raise RefusalError("Request Entity Too Large", 413)
        size = picture_size(file.content)
        if kind == "photo":
            size = _photo_size(file, size)
        return self.store(kind, file, size=size or (0, 0))


def _photo_size(file: File, size: tuple[int, int] | None) -> tuple[int, int]:
    if len(file.content) > PHOTO_BYTES:
        large = f'file "{file.name}" of size {len(file.content)} bytes is too big for a photo'
        raise RefusalError(large)
    if size is None:
        raise RefusalError("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > _SIDES_TOGETHER or not 1 <= max(size) / (min(size) or 1) <= _LONGEST_RATIO:
        raise RefusalError("PHOTO_INVALID_DIMENSIONS")
    return size


def photo_sizes(stored: Stored) -> list[Json]:
    """Describe a photo as the API does: smaller copies first, the largest last."""
    longest = max(stored.width, stored.height)
    sides = [side for side in _SIDES if side < longest] + [min(longest, _LARGEST_SIDE)]
    return [
        {
            **stored.fields(),
            "file_unique_id": f"{stored.unique_id}{side}",
            "width": max(1, stored.width * side // longest),
            "height": max(1, stored.height * side // longest),
        }
        for side in sides
    ]


def document(stored: Stored) -> Json:
    """Describe a file sent as it is."""
    mime = media_type(stored.file.content, stored.file.mime_type)
    return {**stored.fields(), "file_name": stored.file.name, "mime_type": mime}


def animation(stored: Stored, args: Json) -> Json:
    """Describe a moving picture; the bot may state its size and duration."""
    return {
        **document(stored),
        "width": args.get("width") or stored.width,
        "height": args.get("height") or stored.height,
        "duration": args.get("duration", 0),
    }
