"""Names of places in plain letters, to compare them: no capitals, accents or punctuation."""

from unicodedata import normalize

_ACCENTS = range(0x300, 0x370)  # Unicode's combining diacritical marks
_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "\u0131": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys(map(chr, _ACCENTS), "")
    | dict.fromkeys("-–.,;:!?_/()", " ")
    | dict.fromkeys("'`’\u2018\u02bb", "")
)


def fold(words: str) -> str:
    """Return the words in lower case, plain letters and single spaces."""
    if words.isascii() and words.isalpha():
        return words.lower()  # most names, of which there are hundreds of thousands
    return " ".join(normalize("NFKD", words.casefold()).translate(_LETTERS).split())
