"""The methods that send and stop polls, and what happens when a poll changes."""

from bot.sandbox.fake.calls import Json, Query, RefusalError
from bot.sandbox.fake.keyboards import inline_keyboard
from bot.sandbox.fake.polls import Poll, check_correct, check_options, check_question, closing
from bot.sandbox.fake.sending import send
from bot.sandbox.fake.world import World


def send_poll(world: World, query: Query) -> Json:
    """Send a poll or a quiz."""
    args = query.args
    kind = args.get("type", "regular")
    if kind not in {"quiz", "regular"}:
        raise RefusalError("unsupported poll type specified")
    poll = {**_asked(world, args, kind), **_rules(world, args, kind)}
    closes_at, times, complaint = closing(args, world.now())
    if complaint is not None:
        world.violate(complaint)
    poll |= times
    chat = world.writable(args["chat_id"])
    if not chat.polls_allowed:
        raise RefusalError("not enough rights to send polls to the chat")
    message = send(world, query, chat, {"poll": poll})
    world.polls.add(Poll(poll, chat.id, message["message_id"], closes_at))
    return message


def _asked(world: World, args: Json, kind: str) -> Json:
    poll: Json = {"id": world.polls.next_id(), **_text(world, args, "question", "question_")}
    if kind == "quiz":
        poll |= _text(world, args, "explanation", "explanation_")
    poll |= _text(world, args, "description", "description_")
    check_question(
        poll.get("question", ""), poll.get("explanation", ""), poll.get("description", "")
    )
    poll["options"] = [
        {**_text(world, option, "text", "text_"), "persistent_id": str(index), "voter_count": 0}
        for index, option in enumerate(args["options"])
    ]
    check_options([option.get("text", "") for option in poll["options"]])
    return poll


def _text(world: World, args: Json, name: str, prefix: str) -> Json:
    text, entities = world.text(args, name, prefix)
    if name in {"question", "text"}:
        entities = [entity for entity in entities if entity["type"] == "custom_emoji"]
    fields: Json = {name: text} if text else {}
    return {**fields, f"{prefix}entities": entities} if entities else fields


def _rules(world: World, args: Json, kind: str) -> Json:
    several = args.get("allows_multiple_answers", False)
    rules: Json = {
        "total_voter_count": 0,
        "is_closed": args.get("is_closed", False),
        "is_anonymous": args.get("is_anonymous", True),
        "type": kind,
        "allows_multiple_answers": several,
        "allows_revoting": args.get("allows_revoting", kind == "regular"),
        "members_only": False,
    }
    if kind == "quiz":
        correct = args.get("correct_option_ids", [])
        check_correct(correct, len(args["options"]), several=several)
        rules["correct_option_ids"] = correct
    elif "correct_option_ids" in args or "explanation" in args:
        world.violate("a right answer or an explanation in a poll that is no quiz")
    return rules


def stop_poll(world: World, query: Query) -> Json:
    """Close a poll of the bot and return its result."""
    args = query.args
    chat = world.writable(args["chat_id"])
    message = chat.messages.get(args["message_id"])
    if message is None:
        raise RefusalError("message with poll to stop not found")
    if "poll" not in message:
        raise RefusalError("message is not a poll")
    poll = world.polls.by_id.get(message["poll"]["id"])
    if poll is None or (poll.chat_id, poll.message_id) != (chat.id, message["message_id"]):
        raise RefusalError("poll can't be stopped")
    if poll.poll["is_closed"]:
        raise RefusalError("poll has already been closed")
    markup = args.get("reply_markup")
    inline = inline_keyboard(world, markup, chat) if markup else None
    kept = {name: value for name, value in message.items() if name != "reply_markup"}
    chat.keep({**kept, "reply_markup": inline} if inline else kept)
    close_poll(world, poll)
    return poll.poll


def close_poll(world: World, poll: Poll) -> None:
    """Close a poll and tell everybody."""
    poll.poll = {**poll.poll, "is_closed": True}
    show_poll(world, poll)


def show_poll(world: World, poll: Poll) -> None:
    """Put a changed poll into its message, and tell the bot and the onlookers."""
    chat = world.chats[poll.chat_id]
    message = chat.messages.get(poll.message_id)
    if message is not None:
        chat.keep({**message, "poll": poll.poll})
    world.update("poll", poll.poll)
    world.emit("poll", chat.id, poll=poll.poll)


def close_due_polls(world: World) -> None:
    """Close the polls whose time is over."""
    for poll in world.polls.due(world.now()):
        close_poll(world, poll)
