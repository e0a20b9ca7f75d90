"""Zones whose clocks do what clocks do, each in its own way."""

TWELVE = (
    "Europe/Berlin",  # 02:00 to 03:00 and back
    "America/New_York",
    "America/Santiago",  # no midnight in spring
    "Africa/Cairo",  # no midnight in spring, two an hour apart in autumn
    "Asia/Beirut",
    "Australia/Lord_Howe",  # half an hour
    "Asia/Kathmandu",  # 5:45 ahead
    "Pacific/Apia",  # skipped 30 December 2011
    "Africa/Casablanca",  # back for Ramadan
    "Asia/Tehran",
    "Pacific/Honolulu",
    "UTC",
)

# A gap at midnight, two midnights, half an hour, a date that never was.
FOUR = ("America/Santiago", "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Apia")
