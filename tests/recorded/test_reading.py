"""Files of watches and apps: a run is found in them, or why there is none."""

import gzip
import io
import zipfile
from datetime import timedelta

import pytest

from bot.recorded.model import Recorded, UnusableError
from bot.recorded.reading import read
from tests.recorded.files import BEGAN, fit, gpx, lap, point, segment, session, tcx, track

AT = BEGAN.timestamp()


def archive(*files: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as written:
        for number, content in enumerate(files):
            written.writestr(f"{number}.fit", content)
    return packed.getvalue()


def about(found: Recorded, metres: int, seconds: int) -> bool:
    """Say whether a run is as long as that, but for what a receiver's steps take away."""
    near = abs(found.metres - metres) <= metres / 100 and abs(found.seconds - seconds) <= 10
    return near and found.began == AT


def test_a_track_is_added_up() -> None:
    assert about(read(gpx(5000, 1800)), 5000, 1800)
    assert about(read(gpx(5000, 1800, every_s=1)), 5000, 1800)


def test_watches_have_summed_up_themselves() -> None:
    assert read(tcx(lap(2500, 900), lap(2600.4, 950.6))) == Recorded(5100, 1851, AT)
    assert read(fit(session(5000, 1800), records=100)) == Recorded(5000, 1800, AT)


def test_packed_files_are_read() -> None:
    assert read(gzip.compress(fit(session()))).metres == 5000
    assert read(archive(fit(session()))).metres == 5000


def test_standing_takes_no_time_and_what_lies_between_parts_is_not_run() -> None:
    later = BEGAN + timedelta(seconds=900)
    stands = "".join(
        point(
            48.0 + 2000 / 111_195 + i % 2 * 1e-5, 11.5, (later + timedelta(seconds=i)).isoformat()
        )
        for i in range(300)
    )
    first, last = segment(2000, 900), later + timedelta(seconds=300)
    assert about(read(track(f"{first}<trkseg>{stands}</trkseg>")), 2000, 900)
    far = segment(2000, 900, began=last, south=49)
    assert about(read(track(first, far)), 4000, 1800), "100 km were not run between them"


def test_a_receiver_that_jumps_adds_nothing() -> None:
    jump = point(50.0, 11.5, (BEGAN + timedelta(seconds=901)).isoformat())
    back = segment(2000, 895, began=BEGAN + timedelta(seconds=905), south=48.018)
    merged = segment(2000, 900).replace("</trkseg>", jump) + back.replace("<trkseg>", "")
    assert about(read(track(merged)), 4000, 1795)


def test_what_cannot_be_is_passed_over() -> None:
    odd = "".join(
        (
            point("nan", 11.5, "2026-03-01T06:40:00Z"),
            point(95, 11.5, "2026-03-01T06:40:01Z"),
            point("x", "", "2026-03-01T06:40:02Z"),
            point(48.0, 11.5, "never"),
            point(48.0, 11.5, "2026-03-01T06:29:00Z"),
        )
    )
    whole = gpx(5000, 1800).decode().replace("</trkseg>", f"{odd}</trkseg>")
    found = read(whole.encode())
    assert abs(found.metres - 5000) < 50, "times that run backwards add nothing"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "broken"),
        (b"hello", "broken"),
        (b"\x89PNG\r\n\x1a\n", "broken"),
        (b"<html/>", "broken"),
        (gpx()[:-200], "broken"),
        (fit(session())[:-9], "broken"),
        (fit(session())[:-1] + b"x", "broken"),
        (b"\x1f\x8b\x08rubbish", "broken"),
        (b"PK\x03\x04rubbish", "broken"),
        (gzip.compress(b"")[:8], "broken"),
        (track(), "empty"),
        (b'<gpx><wpt lat="48" lon="11"><time>2026-03-01T06:30:00Z</time></wpt></gpx>', "empty"),
        (fit(), "empty"),
        (tcx(), "empty"),
        (tcx(lap("nan", "nan")), "empty"),
        (tcx(lap(-5000, -900)), "empty"),
        (tcx(lap("inf", 900)), "broken"),
        (tcx(lap("1e300", 900)), "several"),
        (gpx(20, 1800), "empty"),
        (track(f"<trkseg>{point(48, 11, None)}{point(49, 11, None)}</trkseg>"), "untimed"),
        (b'<gpx><rte><rtept lat="48" lon="11"/></rte></gpx>', "untimed"),
        (tcx(lap(start="soon")), "untimed"),
        (track(segment(5000, 1800), segment(5000, 1800, began=BEGAN + timedelta(3))), "several"),
        (archive(fit(session()), fit(session())), "several"),
        (gpx(sport="cycling"), "ride"),
        (gpx(sport="1"), "ride"),
        (gpx(sport="hiking"), "walk"),
        (tcx(lap(), sport="Biking"), "ride"),
        (fit(session(sport=2)), "ride"),
        (fit(session(sport=11)), "walk"),
        (fit(session(sport=5)), "sport"),
        (gpx(30_000, 3600, sport=""), "fast"),
    ],
    ids=lambda given: given if isinstance(given, str) else "file",
)
def test_what_is_no_run_says_why(content: bytes, why: str) -> None:
    with pytest.raises(UnusableError) as error:
        read(content)
    assert error.value.why == why


def test_of_several_sports_the_runs_count() -> None:
    assert read(fit(session(40_000, 5000, sport=2), session(5000, 1800))).metres == 5000


@pytest.mark.parametrize("named", ["", "running", "9", "Trail Running", "Other", "treadmill"])
def test_what_may_be_a_run_is_one(named: str) -> None:
    assert read(gpx(sport=named)).metres > 4900
