"""A database's file and log, decrypted page by page: also what is deleted and still lies there."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
_RESERVED = 80  # SQLCipher 4: an initialisation vector of 16 bytes and a digest of 64
_SALT = 16
_LOG_HEADER, _FRAME_HEADER = 32, 24


def decrypted(path: Path, key: str) -> bytes:
    """Return all that can be read of a database, its log included."""
    content = path.read_bytes()
    found = [_page(content[at : at + PAGE], key, at == 0) for at in range(0, len(content), PAGE)]
    log = path.with_name(f"{path.name}-wal")
    if log.exists():
        frames = log.read_bytes()[_LOG_HEADER:]
        size = _FRAME_HEADER + PAGE
        for at in range(0, len(frames) - size + 1, size):
            frame = frames[at : at + size]
            is_first = int.from_bytes(frame[:4], "big") == 1
            found.append(_page(frame[_FRAME_HEADER:], key, is_first))
    return b"".join(found)


def _page(page: bytes, key: str, is_first: bool) -> bytes:  # noqa: FBT001
    begins, ends = _SALT if is_first else 0, PAGE - _RESERVED
    vector = page[ends : ends + 16]
    cipher = Cipher(algorithms.AES(bytes.fromhex(key)), modes.CBC(vector))
    return cipher.decryptor().update(page[begins:ends])
