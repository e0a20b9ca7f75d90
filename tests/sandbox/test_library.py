"""python-telegram-bot on the fake: a small bot, files, and faults."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from telegram import Bot, ForceReply, InputMediaPhoto, Update
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes

from bot.sandbox.fake.calls import Fault
from bot.sandbox.fake.images import SMALLEST_PICTURE
from bot.sandbox.request import SandboxRequest
from bot.sandbox.telegram import SANDBOX_TOKEN
from tests.sandbox.conftest import ANA, Desk, buttons


class _UnsentError(NetworkError):
    """Stands for a caller's own error."""


async def _greet(_update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await context.bot.send_message(ANA, "Which side?", reply_markup=buttons("Left"))  # type: ignore[arg-type]


async def _note(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("Noted")
    await update.callback_query.edit_message_text("<b>Left</b>", parse_mode="HTML")


async def test_a_whole_bot_on_the_fake(desk: Desk) -> None:
    application = (
        Application.builder()
        .token(SANDBOX_TOKEN)
        .request(SandboxRequest(desk.telegram))
        .get_updates_request(SandboxRequest(desk.telegram))
        .build()
    )
    application.add_handler(CommandHandler("start", _greet))
    application.add_handler(CallbackQueryHandler(_note))
    async with application:
        assert application.updater is not None
        await application.start()
        await application.updater.start_polling(drop_pending_updates=True)
        desk.telegram.say(ANA, "/start")
        await desk.telegram.settle(quiet_s=0.005)
        asked = desk.telegram.history(ANA)[-1]
        desk.telegram.press(ANA, asked["message_id"], "Left")
        await desk.telegram.settle(quiet_s=0.005)
        await application.updater.stop()
        await application.stop()
    assert desk.telegram.history(ANA)[-1]["text"] == "Left"
    assert [answer["text"] for answer in desk.telegram.answers] == ["Noted"]
    assert desk.telegram.violations == []


@pytest.fixture
async def bot(desk: Desk) -> AsyncIterator[Bot]:
    async with Bot(SANDBOX_TOKEN, request=SandboxRequest(desk.telegram)) as library:
        yield library


async def test_files_go_up_and_down(desk: Desk, bot: Bot) -> None:
    message = await bot.send_photo(ANA, SMALLEST_PICTURE, caption="dot", filename="dot.png")
    file = await bot.get_file(message.photo[-1])
    assert bytes(await file.download_as_bytearray()) == SMALLEST_PICTURE
    album = await bot.send_media_group(ANA, [InputMediaPhoto(SMALLEST_PICTURE)] * 2)
    assert album[0].media_group_id == album[1].media_group_id
    await bot.send_message(ANA, "How bad?", reply_markup=ForceReply())
    assert desk.telegram.reply_keyboard(ANA) == {"force_reply": True}
    assert desk.telegram.violations == []
    assert file.file_path is not None
    with pytest.raises(InvalidToken):
        await bot.request.retrieve(file.file_path + "x")
    with pytest.raises(InvalidToken):
        await bot.request.retrieve(file.file_path.replace(SANDBOX_TOKEN, "x"))


async def test_refusals_are_the_librarys_errors(desk: Desk, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(99, "Hello")
    desk.telegram.block(ANA)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ANA, "Hello")


@pytest.mark.parametrize(
    ("fault", "error", "arrives"),
    [
        (Fault("error"), NetworkError, False),
        (Fault("error", after=True), NetworkError, True),
        (Fault("error", 403, "bot was blocked by the user"), Forbidden, False),
        (Fault("refused"), _UnsentError, False),
        (Fault("dropped"), NetworkError, False),
        (Fault("dropped", after=True), NetworkError, True),
        (Fault("timed_out", delay_s=0.001), TimedOut, False),
        (Fault("timed_out", after=True), TimedOut, True),
    ],
)
async def test_faults_before_and_after_the_effect(
    desk: Desk,
    fault: Fault,
    error: type[Exception],
    arrives: bool,  # noqa: FBT001
) -> None:
    request = SandboxRequest(desk.telegram, refused=_UnsentError)
    async with Bot(SANDBOX_TOKEN, request=request) as library:
        desk.telegram.faults = lambda method, _: fault if method == "sendMessage" else None
        with pytest.raises(error):
            await library.send_message(ANA, "Hello")
    said = [message["text"] for message in desk.telegram.history(ANA)]
    assert said == ["/start", "Hello"][: 2 if arrives else 1]


async def test_a_fault_may_be_a_flood(
    desk: Desk, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    desk.telegram.faults = lambda _, params: Fault(retry_after=7) if "text" in params else None
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(ANA, "Hello")
    assert caught.value.retry_after == timedelta(seconds=7)


async def test_calls_are_recorded_as_they_were_read(desk: Desk, bot: Bot) -> None:
    await bot.send_message(ANA, "Hello", protect_content=True)
    call = desk.telegram.calls[-1]
    assert (call.method, call.status) == ("sendMessage", 200)
    assert call.params == {"chat_id": ANA, "text": "Hello", "protect_content": True}


async def test_settling_waits_for_calls_and_for_whoever_says_to_be_busy(desk: Desk) -> None:
    await desk.updates()
    desk.telegram.faults = lambda _, __: Fault(delay_s=0.02)
    call = asyncio.create_task(desk.ask("getMe"))
    await asyncio.sleep(0)
    await desk.telegram.settle(quiet_s=0.001)
    assert call.done()
    with pytest.raises(TimeoutError, match="0 updates"):
        await desk.telegram.settle(0.005, quiet_s=0, busy=lambda: True)
    desk.telegram.say(ANA, "ouch")
    with pytest.raises(TimeoutError, match="1 updates are pending"):
        await desk.telegram.settle(0.005)


async def test_a_pushed_update_may_hold_any_number(desk: Desk) -> None:
    await desk.updates()
    desk.telegram.push({"update_id": 1, "strange": 2**70})
    payload = await SandboxRequest(desk.telegram).post(f"https://x/bot{SANDBOX_TOKEN}/getUpdates")
    assert payload == [{"update_id": 1, "strange": float(2**70)}]


def test_a_token_has_a_form(desk: Desk) -> None:
    with pytest.raises(ValueError, match="35"):
        type(desk.telegram)(desk.clock, token="123:short")  # noqa: S106
