"""Pictures, files and albums."""

import struct

import pytest

from bot.sandbox.fake.calls import File, Json
from bot.sandbox.fake.images import SMALLEST_PICTURE, picture_size
from tests.sandbox.conftest import ANA, BEN, Desk

GIF = b"GIF89a" + struct.pack("<HH", 30, 20) + b"\0" * 8
UPLOAD = {"photo": File("dot.png", SMALLEST_PICTURE, "image/png")}


def _png(width: int, height: int) -> File:
    content = SMALLEST_PICTURE[:16] + struct.pack(">II", width, height) + SMALLEST_PICTURE[24:]
    return File("picture.png", content, "image/png")


async def test_a_photo_comes_in_sizes_and_can_be_sent_again_by_its_id(desk: Desk) -> None:
    photo = _png(2000, 1000)
    sent = await desk.call(
        "sendPhoto", {"photo": photo}, chat_id=ANA, caption="<b>Lunge</b>", parse_mode="HTML"
    )
    sizes = [(size["width"], size["height"]) for size in sent["photo"]]
    assert sizes == [(90, 45), (320, 160), (800, 400), (1280, 640), (2000, 1000)]
    assert (sent["caption"], sent["caption_entities"][0]["type"]) == ("Lunge", "bold")

    again = await desk.call("sendPhoto", chat_id=BEN, photo=sent["photo"][-1]["file_id"])
    assert again["photo"] == sent["photo"]
    assert "caption" not in again
    assert desk.telegram.file(sent["photo"][0]["file_id"]) == photo.content


async def test_the_same_picture_keeps_its_id(desk: Desk) -> None:
    first = await desk.call("sendPhoto", UPLOAD, chat_id=ANA)
    second = await desk.call("sendPhoto", UPLOAD, chat_id=ANA, has_spoiler=True)
    assert first["photo"] == second["photo"]
    assert second["has_media_spoiler"] is True


async def test_a_file_can_be_downloaded(desk: Desk) -> None:
    export = File("diary.csv", b"day,pain\n1,4\n", "text/csv")
    sent = await desk.call("sendDocument", {"document": export}, chat_id=ANA, caption="Diary")
    assert sent["document"]["file_name"] == "diary.csv"
    assert sent["document"]["mime_type"] == "text/csv"
    told = await desk.call("getFile", file_id=sent["document"]["file_id"])
    assert desk.telegram.path(told["file_path"]) == export.content
    with pytest.raises(KeyError):
        desk.telegram.path("documents/none.csv")


async def test_a_picture_is_known_by_its_bytes_and_an_animation_also_has_a_document(
    desk: Desk,
) -> None:
    files = {"animation": File("lunge.gif", GIF)}
    sent = await desk.call("sendAnimation", files, chat_id=ANA, duration=2)
    shown = sent["animation"]
    assert (shown["width"], shown["height"], shown["duration"]) == (30, 20, 2)
    assert sent["document"]["mime_type"] == "image/gif"
    files = {"document": File("lunge", b"\xff\xd8\xff\xe0")}
    sent = await desk.call("sendDocument", files, chat_id=ANA)
    assert sent["document"]["mime_type"] == "image/jpeg"


async def test_an_album_is_several_messages_with_one_number(desk: Desk) -> None:
    media = [
        {"type": "photo", "media": "attach://a", "caption": "One"},
        {"type": "photo", "media": "attach://b", "has_spoiler": True},
    ]
    files = {"a": _png(10, 10), "b": _png(20, 20)}
    first, second = await desk.call("sendMediaGroup", files, chat_id=ANA, media=media)
    assert first["media_group_id"] == second["media_group_id"]
    assert (first["caption"], second["has_media_spoiler"]) == ("One", True)
    assert desk.telegram.history(ANA)[-2:] == [first, second]


@pytest.mark.parametrize(
    ("media", "reason"),
    [
        (["photo"], "there must be at least two messages in the album"),
        (["photo"] * 11, "too many messages to send as an album"),
        (["photo", "document"], "document can't be mixed with other media types"),
        (
            ["animation"] * 2,
            "can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup",
        ),
    ],
)
async def test_albums_that_are_refused(desk: Desk, media: list[str], reason: str) -> None:
    parts = [{"type": kind, "media": "attach://photo"} for kind in media]
    refusal = await desk.refused("sendMediaGroup", UPLOAD, chat_id=ANA, media=parts)
    assert refusal == f"Bad Request: {reason}"
    assert len(desk.telegram.history(ANA)) == 1


@pytest.mark.parametrize(
    ("photo", "reason"),
    [
        (File("x.png", b""), "file must be non-empty"),
        (File("x.png", b"no picture"), "IMAGE_PROCESS_FAILED"),
        (_png(9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
        (_png(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (
            File("x.png", SMALLEST_PICTURE + b"\0" * 10 * 1024 * 1024),
            'file "x.png" of size 10485827 bytes is too big for a photo',
        ),
    ],
)
async def test_photos_that_are_refused(desk: Desk, photo: File, reason: str) -> None:
    refusal = await desk.refused("sendPhoto", {"photo": photo}, chat_id=ANA)
    assert refusal == f"Bad Request: {reason}"


@pytest.mark.parametrize(
    ("photo", "reason"),
    [
        ("attach://nothing", "there is no photo in the request"),
        ("unknown-id", "wrong file identifier/HTTP URL specified"),
        ("https://example.org/lunge.png", "failed to get HTTP URL content"),
    ],
)
async def test_names_of_photos_that_are_refused(desk: Desk, photo: str, reason: str) -> None:
    refusal = await desk.refused("sendPhoto", chat_id=ANA, photo=photo)
    assert refusal == f"Bad Request: {reason}"


async def test_a_document_is_no_photo(desk: Desk) -> None:
    files = {"document": UPLOAD["photo"]}
    sent = await desk.call("sendDocument", files, chat_id=ANA)
    photo = sent["document"]["file_id"]
    refusal = await desk.refused("sendPhoto", chat_id=ANA, photo=photo)
    assert refusal == "Bad Request: can't use file of type Document as Photo"


async def test_uploads_over_50_megabytes_are_refused(desk: Desk) -> None:
    files = {"document": File("x.bin", bytes(50 * 1024 * 1024 + 1))}
    assert await desk.refused("sendDocument", files, chat_id=ANA) == "Request Entity Too Large"


async def test_a_file_that_is_unknown_or_too_big_cannot_be_had(desk: Desk) -> None:
    assert await desk.refused("getFile", file_id="x") == "Bad Request: invalid file_id"
    files = {"document": File("x.bin", bytes(20 * 1024 * 1024 + 1))}
    sent = await desk.call("sendDocument", files, chat_id=ANA)
    refusal = await desk.refused("getFile", file_id=sent["document"]["file_id"])
    assert refusal == "Bad Request: file is too big"


async def test_captions_hold_1024_units_and_can_be_edited(desk: Desk) -> None:
    long = {"caption": "x" * 1025}
    refusal = await desk.refused("sendPhoto", UPLOAD, chat_id=ANA, **long)
    assert refusal == "Bad Request: message caption is too long"
    sent = await desk.call(
        "sendPhoto", UPLOAD, chat_id=ANA, caption="x" * 1024, show_caption_above_media=True
    )
    assert sent["show_caption_above_media"] is True
    place = {"chat_id": ANA, "message_id": sent["message_id"]}
    refusal = await desk.refused("editMessageCaption", **place, **long)
    assert refusal == "Bad Request: MEDIA_CAPTION_TOO_LONG"
    assert (await desk.call("editMessageCaption", **place, caption="y"))["caption"] == "y"
    assert "caption" not in await desk.call("editMessageCaption", **place)
    refusal = await desk.refused("editMessageCaption", **place)
    assert refusal.startswith("Bad Request: message is not modified")


async def test_text_and_pictures_are_edited_each_in_its_way(desk: Desk) -> None:
    text = await desk.send("Lunge")
    photo = await desk.call("sendPhoto", UPLOAD, chat_id=ANA)
    refusal = await desk.refused(
        "editMessageText", chat_id=ANA, message_id=photo["message_id"], text="x"
    )
    assert refusal == "Bad Request: there is no text in the message to edit"
    refusal = await desk.refused(
        "editMessageCaption", chat_id=ANA, message_id=text["message_id"], caption="x"
    )
    assert refusal == "Bad Request: there is no caption in the message to edit"


@pytest.mark.parametrize(
    ("media", "kinds"),
    [
        ({"type": "photo", "media": "attach://new", "caption": "New"}, {"photo"}),
        ({"type": "document", "media": "attach://new"}, {"document"}),
        ({"type": "animation", "media": "attach://new"}, {"animation", "document"}),
    ],
)
async def test_media_take_the_place_of_a_text(desk: Desk, media: Json, kinds: set[str]) -> None:
    sent = await desk.send("Lunge")
    place = {"chat_id": ANA, "message_id": sent["message_id"]}
    edited = await desk.call("editMessageMedia", {"new": _png(8, 8)}, **place, media=media)
    assert "text" not in edited
    assert {"photo", "document", "animation"} & set(edited) == kinds
    assert edited.get("caption") == media.get("caption")


async def test_a_copy_may_have_another_caption(desk: Desk) -> None:
    sent = await desk.call("sendPhoto", UPLOAD, chat_id=ANA, caption="One")
    source = {"from_chat_id": ANA, "message_id": sent["message_id"]}
    await desk.call("copyMessage", chat_id=BEN, **source)
    await desk.call("copyMessage", chat_id=BEN, **source, caption="Two")
    assert [each["caption"] for each in desk.telegram.history(BEN)[1:]] == ["One", "Two"]


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (SMALLEST_PICTURE, (1, 1)),
        (GIF, (30, 20)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x14\x00\x1e", (30, 20)),
        (b"RIFF----WEBPVP8X\n\0\0\0\0\0\0\0" + b"\x1d\0\0\x13\0\0", (30, 20)),
        (b"RIFF----WEBPVP8 ----------" + struct.pack("<HH", 30, 20), (30, 20)),
        (b"RIFF----WEBPVP8L----/" + (29 | 19 << 14).to_bytes(4, "little"), (30, 20)),
        (b"RIFF----WEBPVP8?", None),
        (b"RIFF----WEBP?????", None),
        (b"\xff\xd8\xff\xe0\x00\x04ab-", None),
        (b"\xff\xd8\xff", None),
        (b"text", None),
    ],
)
def test_the_size_of_a_picture(content: bytes, size: tuple[int, int] | None) -> None:
    assert picture_size(content) == size
