"""Which parameters each method takes, as the Bot API documents them.

One parameter is `name=type`, `name!=type` where it is required. A type is int, str, bool, float,
file, the name of a shape, `[type]` for an array, or several of these with bars between.
"""

_MARKUP = "InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply"
_ALL = "disable_notification=bool protect_content=bool message_effect_id=str "
_SEND = (
    _ALL + "business_connection_id=str chat_id!=int|str message_thread_id=int"
    " allow_paid_broadcast=bool reply_parameters=ReplyParameters "
)
_SUGGEST = "direct_messages_topic_id=int suggested_post_parameters=SuggestedPostParameters "
_FULL = _SEND + _SUGGEST + f"reply_markup={_MARKUP} "
_CAPTION = "caption=str parse_mode=str caption_entities=[MessageEntity] "
_ABOVE = "show_caption_above_media=bool "
_EDIT = (
    "business_connection_id=str chat_id=int|str message_id=int inline_message_id=str"
    " reply_markup=InlineKeyboardMarkup "
)
_TEXT = "parse_mode=str entities=[MessageEntity] link_preview_options=LinkPreviewOptions "
_MESSAGE = "chat_id!=int|str message_id!=int "
_SCOPE = "scope=BotCommandScope language_code=str "
_ALBUM = "|".join(
    f"[InputMedia{kind}]" for kind in ("Audio", "Document", "LivePhoto", "Photo", "Video")
)

SIGNATURES: dict[str, str] = {
    "getMe": "",
    "logOut": "",
    "close": "",
    "getUpdates": "offset=int limit=int timeout=int allowed_updates=[str]",
    "setWebhook": "url!=str certificate=file ip_address=str max_connections=int"
    " allowed_updates=[str] drop_pending_updates=bool secret_token=str",
    "deleteWebhook": "drop_pending_updates=bool",
    "getWebhookInfo": "",
    "sendMessage": _FULL + _TEXT + "text!=str",
    "sendPhoto": _FULL + _CAPTION + _ABOVE + "photo!=file|str has_spoiler=bool",
    "sendAnimation": _FULL + _CAPTION + _ABOVE + "animation!=file|str duration=int width=int"
    " height=int thumbnail=file|str has_spoiler=bool",
    "sendDocument": _FULL + _CAPTION + "document!=file|str thumbnail=file|str"
    " disable_content_type_detection=bool",
    "sendMediaGroup": _SEND + f"direct_messages_topic_id=int media!={_ALBUM}",
    "sendPoll": _SEND + f"reply_markup={_MARKUP} question!=str question_parse_mode=str"
    " question_entities=[MessageEntity] options!=[InputPollOption] is_anonymous=bool type=str"
    " allows_multiple_answers=bool allows_revoting=bool shuffle_options=bool"
    " allow_adding_options=bool hide_results_until_closes=bool members_only=bool"
    " country_codes=[str] correct_option_ids=[int] explanation=str explanation_parse_mode=str"
    " explanation_entities=[MessageEntity] explanation_media=InputPollMedia open_period=int"
    " close_date=int is_closed=bool description=str description_parse_mode=str"
    " description_entities=[MessageEntity] media=InputPollMedia",
    "sendLocation": _FULL + "latitude!=float longitude!=float horizontal_accuracy=float"
    " live_period=int heading=int proximity_alert_radius=int",
    "sendChatAction": "business_connection_id=str chat_id!=int|str message_thread_id=int"
    " action!=str",
    "copyMessage": _MESSAGE + _ALL + _SUGGEST + _CAPTION + _ABOVE + "message_thread_id=int"
    " from_chat_id!=int|str video_start_timestamp=int allow_paid_broadcast=bool"
    f" reply_parameters=ReplyParameters reply_markup={_MARKUP}",
    "forwardMessage": _MESSAGE + _ALL + _SUGGEST + "message_thread_id=int"
    " from_chat_id!=int|str video_start_timestamp=int",
    "editMessageText": _EDIT + _TEXT + "text=str rich_message=InputRichMessage",
    "editMessageCaption": _EDIT + _CAPTION + _ABOVE,
    "editMessageMedia": _EDIT + "media!=InputMedia",
    "editMessageReplyMarkup": _EDIT,
    "stopPoll": _MESSAGE + "business_connection_id=str reply_markup=InlineKeyboardMarkup",
    "deleteMessage": _MESSAGE,
    "deleteMessages": "chat_id!=int|str message_ids!=[int]",
    "pinChatMessage": _MESSAGE + "business_connection_id=str disable_notification=bool",
    "unpinChatMessage": "business_connection_id=str chat_id!=int|str message_id=int",
    "setMessageReaction": _MESSAGE + "reaction=[ReactionType] is_big=bool",
    "answerCallbackQuery": "callback_query_id!=str text=str show_alert=bool url=str cache_time=int",
    "answerInlineQuery": "inline_query_id!=str results!=[InlineQueryResult] cache_time=int"
    " is_personal=bool next_offset=str button=InlineQueryResultsButton",
    "getChat": "chat_id!=int|str",
    "getChatMember": "chat_id!=int|str user_id!=int",
    "getChatAdministrators": "chat_id!=int|str return_bots=bool",
    "getFile": "file_id!=str",
    "setMyCommands": _SCOPE + "commands!=[BotCommand]",
    "getMyCommands": _SCOPE,
    "deleteMyCommands": _SCOPE,
    "setMyName": "name=str language_code=str",
    "getMyName": "language_code=str",
    "setMyDescription": "description=str language_code=str",
    "getMyDescription": "language_code=str",
    "setMyShortDescription": "short_description=str language_code=str",
    "getMyShortDescription": "language_code=str",
    "setChatMenuButton": "chat_id=int menu_button=MenuButton",
    "getChatMenuButton": "chat_id=int",
}

# Parameters that concern business accounts and channels, which the sandbox does not have.
NOT_HERE = frozenset(
    {
        "business_connection_id",
        "direct_messages_topic_id",
        "suggested_post_parameters",
        "rich_message",
        "video_start_timestamp",
        "live_period",
        "heading",
        "proximity_alert_radius",
        "members_only",
        "country_codes",
        "allow_adding_options",
    }
)

# What Telegram says where a required parameter is missing; otherwise it names the parameter.
MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "photo": "there is no photo in the request",
    "animation": "there is no animation in the request",
    "document": "there is no document in the request",
    "latitude": "latitude is empty",
    "longitude": "longitude is empty",
    "action": "wrong parameter action in request",
    "user_id": "invalid user_id specified",
    "file_id": "file_id not specified",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "question": "poll question must be non-empty",
}

# Parameters whose empty value says something; everywhere else empty means absent.
EMPTIED = {"setWebhook": ("url",)}
