"""Puts words of any script into plain letters, to compare them however they were typed."""

import re
from unicodedata import category, normalize

_ACCENTS = range(0x300, 0x370)  # Unicode's combining marks of Latin, Greek and Cyrillic
_ARABIC_MARKS = (*range(0x64B, 0x653), 0x670, 0x640)
_ALIKE = str.maketrans(
    {"ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ё": "е"}
    | dict.fromkeys("أإآٱ", "ا")
    | {"ة": "ه", "ى": "ی", "ي": "ی", "ئ": "ی", "ك": "ک", "ؤ": "و", "ہ": "ه", "ۂ": "ه", "ھ": "ه"}
    | {"\u093c": "", "\u09bc": "", "ँ": "ं"}  # dots below, and the moon
    | dict.fromkeys(map(chr, (*_ACCENTS, *_ARABIC_MARKS)), "")
)
_BETWEEN = re.compile(r"\s+")


def fold(text: str) -> str:
    """Return words in lower case, plain letters and single spaces, without punctuation."""
    plain = normalize("NFKD", text.casefold().translate(_ALIKE)).translate(_ALIKE)
    kept = (char if category(char)[0] in "LMN" else " " for char in plain)
    return _BETWEEN.sub(" ", "".join(kept)).strip()
