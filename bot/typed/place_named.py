"""The words behind a time that may name the place whose time it is: 7am New York, 07:30 utc."""

import re

_ZONE = (
    r"(?:(?:utc|gmt)(?:\s?[+-]\d{1,2}(?::?\d\d)?)?|[ecmp][sd]t|ak[sd]t|hst|cest|cet|eest|eet|bst|ist"
    r"|jst|kst|msk|sgt|hkt|ae[sd]t|ac[sd]t|awst|nz[sd]t|sast)\b"
)
_CAPITAL = r"[A-Z][^\W\d_]+"
_NAME = r"[^\W\d_]+(?:\s[^\W\d_]+){0,2}"
PLACE = re.compile(
    rf"\s+(?:in\s+)?(?P<name>(?i:{_ZONE})|[A-Z][a-z]+/[A-Z]\w+(?:/[A-Z]\w+)?"
    rf"|{_CAPITAL}(?:[ -]{_CAPITAL}){{0,3}}"
    rf"|{_NAME}(?=\s+time\b)|(?<=\sin\s)(?!the\b|my\b){_NAME})(?:\s+time\b)?"
)
