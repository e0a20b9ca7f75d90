"""The likely time zones of somebody who has not said where they are."""

from whenever import Instant

from bot.domain.people.model import Person
from bot.domain.places import zones

MOST = 4
_NIGHT = range(1, 6)  # hours in which few people write

# Where a language is somebody's own, the most runners first; a guess, and shown as one.
_LANGUAGES = {
    "af": "Africa/Johannesburg",
    "ar": "Africa/Cairo Asia/Riyadh Asia/Dubai Africa/Casablanca",
    "be": "Europe/Minsk",
    "bg": "Europe/Sofia",
    "bn": "Asia/Dhaka Asia/Kolkata",
    "ca": "Europe/Madrid Europe/Andorra",
    "cs": "Europe/Prague",
    "da": "Europe/Copenhagen",
    "de": "Europe/Berlin Europe/Vienna Europe/Zurich",
    "el": "Europe/Athens Asia/Nicosia",
    "en": "Europe/London America/New_York America/Los_Angeles Australia/Sydney",
    "es": "Europe/Madrid America/Mexico_City America/Bogota America/Argentina/Buenos_Aires",
    "et": "Europe/Tallinn",
    "fa": "Asia/Tehran",
    "fi": "Europe/Helsinki",
    "fil": "Asia/Manila",
    "fr": "Europe/Paris Europe/Brussels America/Toronto Europe/Zurich",
    "he": "Asia/Jerusalem",
    "hi": "Asia/Kolkata",
    "hr": "Europe/Zagreb Europe/Sarajevo",
    "hu": "Europe/Budapest",
    "id": "Asia/Jakarta Asia/Makassar",
    "is": "Atlantic/Reykjavik",
    "it": "Europe/Rome Europe/Zurich",
    "ja": "Asia/Tokyo",
    "kk": "Asia/Almaty",
    "ko": "Asia/Seoul",
    "lt": "Europe/Vilnius",
    "lv": "Europe/Riga",
    "ms": "Asia/Kuala_Lumpur Asia/Singapore",
    "nb": "Europe/Oslo",
    "nl": "Europe/Amsterdam Europe/Brussels",
    "nn": "Europe/Oslo",
    "no": "Europe/Oslo",
    "pl": "Europe/Warsaw",
    "pt": "America/Sao_Paulo Europe/Lisbon America/Manaus",
    "ro": "Europe/Bucharest Europe/Chisinau",
    "ru": "Europe/Moscow Asia/Yekaterinburg Asia/Novosibirsk Asia/Almaty",
    "sk": "Europe/Bratislava",
    "sl": "Europe/Ljubljana",
    "sr": "Europe/Belgrade",
    "sv": "Europe/Stockholm Europe/Helsinki",
    "th": "Asia/Bangkok",
    "tr": "Europe/Istanbul",
    "uk": "Europe/Kyiv",
    "uz": "Asia/Tashkent",
    "vi": "Asia/Ho_Chi_Minh",
    "zh": "Asia/Shanghai Asia/Taipei Asia/Hong_Kong Asia/Singapore",
}

# Of countries whose first zone in the database is not that of most people.
_REGIONS = {
    "AU": "Australia/Sydney Australia/Melbourne Australia/Brisbane Australia/Perth",
    "BR": "America/Sao_Paulo America/Manaus",
    "CA": "America/Toronto America/Vancouver America/Edmonton America/Winnipeg",
    "RU": "Europe/Moscow Asia/Yekaterinburg Asia/Novosibirsk",
    "UA": "Europe/Kyiv",
    "US": "America/New_York America/Chicago America/Denver America/Los_Angeles",
    "UZ": "Asia/Tashkent",
}

# By what people chose as their country; those who chose "all" have not said.
_COUNTRIES = {
    "gb": "Europe/London",
    "ie": "Europe/Dublin",
    "eu": "Europe/Berlin Europe/Paris Europe/Athens Europe/Lisbon Europe/Madrid Europe/Rome "
    "Europe/Warsaw Europe/Amsterdam Europe/Brussels Europe/Vienna Europe/Prague Europe/Budapest "
    "Europe/Stockholm Europe/Copenhagen Europe/Helsinki Europe/Bucharest Europe/Sofia "
    "Europe/Zagreb Europe/Bratislava Europe/Ljubljana Europe/Vilnius Europe/Riga Europe/Tallinn "
    "Europe/Luxembourg Europe/Malta Asia/Nicosia Europe/Zurich Europe/Oslo",
    "us": _REGIONS["US"] + " " + _REGIONS["CA"],
    "au": _REGIONS["AU"],
    "nz": "Pacific/Auckland",
    "in": "Asia/Kolkata",
}


def countries(person: Person, language: str, now: Instant) -> tuple[str, ...]:
    """Return the likely country of somebody who has not said theirs; none if they have.

    That of their clock, where they have set it; else by `language`, as in `guesses`.
    """
    if person.country is not None:
        return ()
    likely = (person.zone,) if person.zone else guesses(language, None, now)
    found = dict.fromkeys(zones.country_of_zone(zone) for zone in likely)
    return tuple(country for country in found if country)[:1]


def guesses(language: str, country: str | None, now: Instant) -> tuple[str, ...]:
    """Return at most four likely zones, best first, none where nothing is known.

    `language` is Telegram's tag, such as "de-AT"; `country` is the id of the content's countries.
    """
    tongue, *subtags = language.replace("_", "-").split("-")
    spoken = sorted(
        _LANGUAGES.get(tongue.lower(), "").split()[:MOST],
        key=lambda zone: now.to_tz(zone).hour in _NIGHT,
    )
    region = next((tag.upper() for tag in subtags if len(tag) == 2), "")  # noqa: PLR2004
    local = _REGIONS[region].split() if region in _REGIONS else [*zones.of_country(region)][:1]
    known = dict.fromkeys((*local, *spoken))
    there = _there(country or "")
    if there:
        known = dict.fromkeys((*(zone for zone in known if zone in there), *there))
    return tuple(known)[:MOST]


def _there(country: str) -> tuple[str, ...]:
    """Return the zones of the country that somebody has chosen, those of most people first."""
    likely = _COUNTRIES.get(country) or _REGIONS.get(country.upper(), "")
    return tuple(likely.split()) or zones.of_country(country.upper())
