"""Reads numbers in typed words: 4, 3.5 and 3,5, seven, twenty-five, a, a couple of."""

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = (
    {word: number for number, word in enumerate(_ONES)}
    | {word: 10 * number for number, word in enumerate(_TENS, start=2)}
    | {"a": 1, "an": 1, "a couple of": 2}
)


def words(first: int, last: int) -> str:
    """Return a pattern of the words for whole numbers, from one to another that is below 20."""
    return rf"(?:{'|'.join(_ONES[first : last + 1])})(?!\w)"


# From its first digit alone: a long row of them is not read again from each.
DIGITS = r"(?<!\d)(?>\d+(?:[.,]\d+)?)"
WORD = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(_ONES)})(?!\w)"
COUNT = rf"(?:{DIGITS}|{WORD}|a couple of(?!\w)|an?(?!\w))"


def value(text: str) -> float:
    """Return the number that a text is; one with very many digits is infinite."""
    word = text.lower().replace("-", " ") if text[0].isalpha() else ""
    if word in _WORDS:
        return _WORDS[word]
    if word:
        tens, ones = word.split()
        return _WORDS[tens] + _WORDS[ones]
    return float(text.replace(",", ".").replace("\u2212", "-"))
