"""Files as watches and apps write them, and as nobody should."""

import struct
from datetime import UTC, datetime

BEGAN = datetime(2026, 3, 1, 6, 30, tzinfo=UTC)
_NORTH_M = 111_195  # metres in a degree of latitude, on the sphere
_FIT_EPOCH = 631_065_600


def gpx(
    metres: float = 5000,
    seconds: int = 1800,
    *,
    began: datetime = BEGAN,
    sport: str = "running",
    every_s: int = 5,
) -> bytes:
    """Return a run straight to the north, at an even pace."""
    return track(segment(metres, seconds, began=began, every_s=every_s), sport=sport)


def segment(
    metres: float, seconds: int, *, began: datetime = BEGAN, every_s: int = 5, south: float = 48.0
) -> str:
    """Return one part of a track."""
    start = began.timestamp()
    points = (
        point(
            south + metres * at / seconds / _NORTH_M,
            11.5,
            datetime.fromtimestamp(start + at, UTC).isoformat(),
        )
        for at in range(0, seconds + 1, every_s)
    )
    return f"<trkseg>{''.join(points)}</trkseg>"


def point(latitude: object, longitude: object, time: str | None) -> str:
    when = f"<time>{time}</time>" if time else ""
    return f'<trkpt lat="{latitude}" lon="{longitude}"><ele>500</ele>{when}</trkpt>'


def track(*segments: str, sport: str = "running") -> bytes:
    head = '<?xml version="1.0"?><gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">'
    inside = f"<trk><name>Morning</name><type>{sport}</type>{''.join(segments)}</trk>"
    return f"{head}{inside}</gpx>".encode()


def lap(metres: object = 2500, seconds: object = 900, start: str = "2026-03-01T06:30:00Z") -> str:
    return (
        f'<Lap StartTime="{start}"><TotalTimeSeconds>{seconds}</TotalTimeSeconds>'
        f"<DistanceMeters>{metres}</DistanceMeters><Track><Trackpoint>"
        f"<Time>{start}</Time><DistanceMeters>9</DistanceMeters></Trackpoint></Track></Lap>"
    )


def tcx(*laps: str, sport: str = "Running") -> bytes:
    name = "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"
    activity = f'<Activity Sport="{sport}"><Id>x</Id>{"".join(laps)}</Activity>'
    whole = f'<TrainingCenterDatabase xmlns="{name}"><Activities>{activity}</Activities>'
    return f'<?xml version="1.0"?>{whole}</TrainingCenterDatabase>'.encode()


def session(metres: float = 5000, seconds: float = 1800, sport: int = 1) -> bytes:
    """Return what a watch sums up of one session; 1 is running, 2 cycling, 11 walking."""
    start = int(BEGAN.timestamp()) - _FIT_EPOCH
    return struct.pack(
        "<BIIIIB",
        *(0, start + 1900, start, int(seconds * 1000), int(metres * 100), sport),
    )


def fit(*sessions: bytes, records: int = 0) -> bytes:
    """Return a file of a watch: first `records` positions, then what it sums up."""
    fields = ((253, 4, 0x86), (2, 4, 0x86), (8, 4, 0x86), (9, 4, 0x86), (5, 1, 0x00))
    body = _definition(0, 18, fields)
    body += _definition(1, 20, ((253, 4, 0x86), (0, 4, 0x85), (1, 4, 0x85)))
    start = int(BEGAN.timestamp()) - _FIT_EPOCH
    body += b"".join(struct.pack("<BIii", 1, start + at, 5, 6) for at in range(records))
    body += b"".join(sessions)
    head = struct.pack("<BBHI4s", 14, 0x20, 2100, len(body), b".FIT")
    head += struct.pack("<H", _crc(head))
    return head + body + struct.pack("<H", _crc(head + body))


def _definition(local: int, message: int, fields: tuple[tuple[int, int, int], ...]) -> bytes:
    head = struct.pack("<BBBHB", 0x40 | local, 0, 0, message, len(fields))
    return head + b"".join(struct.pack("<BBB", *field) for field in fields)


def _crc(content: bytes) -> int:
    table = (
        0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
        0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
    )  # fmt: skip
    crc = 0
    for byte in content:
        for half in (byte & 0xF, byte >> 4):
            crc = ((crc >> 4) & 0x0FFF) ^ table[crc & 0xF] ^ table[half]
    return crc
