"""The objects that a bot may send as parameters, as the Bot API documents them.

Written as in `signatures`. Objects that the sandbox does not implement are in `NOT_HERE`.
"""

_CAPTION = "caption=str parse_mode=str caption_entities=[MessageEntity] "
_MEDIA = "type!=str media!=str " + _CAPTION
_ABOVE = "show_caption_above_media=bool has_spoiler=bool "
_SIZE = "width=int height=int duration=int "

SHAPES: dict[str, str] = {
    "MessageEntity": "type!=str offset!=int length!=int url=str user=User language=str"
    " custom_emoji_id=str unix_time=int date_time_format=str",
    "User": "id!=int is_bot!=bool first_name!=str last_name=str username=str language_code=str"
    " is_premium=bool added_to_attachment_menu=bool can_join_groups=bool"
    " can_read_all_group_messages=bool supports_guest_queries=bool supports_inline_queries=bool"
    " can_connect_to_business=bool has_main_web_app=bool has_topics_enabled=bool"
    " allows_users_to_create_topics=bool can_manage_bots=bool supports_join_request_queries=bool",
    "LinkPreviewOptions": "is_disabled=bool url=str prefer_small_media=bool"
    " prefer_large_media=bool show_above_text=bool",
    "ReplyParameters": "message_id!=int chat_id=int|str allow_sending_without_reply=bool quote=str"
    " quote_parse_mode=str quote_entities=[MessageEntity] quote_position=int"
    " checklist_task_id=int poll_option_id=str",
    "InlineKeyboardMarkup": "inline_keyboard!=[[InlineKeyboardButton]]",
    "InlineKeyboardButton": "text!=str icon_custom_emoji_id=str style=str url=str"
    " callback_data=str web_app=WebAppInfo login_url=LoginUrl switch_inline_query=str"
    " switch_inline_query_current_chat=str"
    " switch_inline_query_chosen_chat=SwitchInlineQueryChosenChat copy_text=CopyTextButton"
    " callback_game=CallbackGame pay=bool",
    "WebAppInfo": "url!=str",
    "SwitchInlineQueryChosenChat": "query=str allow_user_chats=bool allow_bot_chats=bool"
    " allow_group_chats=bool allow_channel_chats=bool",
    "CopyTextButton": "text!=str",
    "ReplyKeyboardMarkup": "keyboard!=[[KeyboardButton]] is_persistent=bool resize_keyboard=bool"
    " one_time_keyboard=bool input_field_placeholder=str selective=bool",
    "KeyboardButton": "text!=str icon_custom_emoji_id=str style=str"
    " request_users=KeyboardButtonRequestUsers request_chat=KeyboardButtonRequestChat"
    " request_managed_bot=KeyboardButtonRequestManagedBot request_contact=bool"
    " request_location=bool request_poll=KeyboardButtonPollType web_app=WebAppInfo",
    "KeyboardButtonPollType": "type=str",
    "ReplyKeyboardRemove": "remove_keyboard!=bool selective=bool",
    "ForceReply": "force_reply!=bool input_field_placeholder=str selective=bool",
    "InputMediaPhoto": _MEDIA + _ABOVE,
    "InputMediaDocument": _MEDIA + "thumbnail=str disable_content_type_detection=bool",
    "InputMediaAnimation": _MEDIA + _ABOVE + _SIZE + "thumbnail=str",
    "InputPollOption": "text!=str text_parse_mode=str text_entities=[MessageEntity]"
    " media=InputPollOptionMedia",
    "BotCommand": "command!=str description!=str",
    "BotCommandScopeDefault": "type!=str",
    "BotCommandScopeAllPrivateChats": "type!=str",
    "BotCommandScopeAllGroupChats": "type!=str",
    "BotCommandScopeAllChatAdministrators": "type!=str",
    "BotCommandScopeChat": "type!=str chat_id!=int|str",
    "BotCommandScopeChatAdministrators": "type!=str chat_id!=int|str",
    "BotCommandScopeChatMember": "type!=str chat_id!=int|str user_id!=int",
    "MenuButtonCommands": "type!=str",
    "MenuButtonDefault": "type!=str",
    "MenuButtonWebApp": "type!=str text!=str web_app!=WebAppInfo",
    "ReactionTypeEmoji": "type!=str emoji!=str",
    "ReactionTypeCustomEmoji": "type!=str custom_emoji_id!=str",
    "ReactionTypePaid": "type!=str",
    "InlineQueryResultArticle": "type!=str id!=str title!=str"
    " input_message_content!=InputMessageContent reply_markup=InlineKeyboardMarkup url=str"
    " description=str thumbnail_url=str thumbnail_width=int thumbnail_height=int",
    "InlineQueryResultCachedPhoto": "type!=str id!=str photo_file_id!=str title=str description=str"
    " caption=str parse_mode=str caption_entities=[MessageEntity] show_caption_above_media=bool"
    " reply_markup=InlineKeyboardMarkup input_message_content=InputMessageContent",
    "InputTextMessageContent": "message_text!=str parse_mode=str entities=[MessageEntity]"
    " link_preview_options=LinkPreviewOptions",
    "InlineQueryResultsButton": "text!=str web_app=WebAppInfo start_parameter=str",
}

# A union is told apart by a field: its value names the shape.
UNIONS: dict[str, tuple[str, dict[str, str]]] = {
    "InputMedia": (
        "type",
        {
            "photo": "InputMediaPhoto",
            "document": "InputMediaDocument",
            "animation": "InputMediaAnimation",
            "audio": "InputMediaAudio",
            "video": "InputMediaVideo",
            "live_photo": "InputMediaLivePhoto",
        },
    ),
    "BotCommandScope": (
        "type",
        {
            "default": "BotCommandScopeDefault",
            "all_private_chats": "BotCommandScopeAllPrivateChats",
            "all_group_chats": "BotCommandScopeAllGroupChats",
            "all_chat_administrators": "BotCommandScopeAllChatAdministrators",
            "chat": "BotCommandScopeChat",
            "chat_administrators": "BotCommandScopeChatAdministrators",
            "chat_member": "BotCommandScopeChatMember",
        },
    ),
    "MenuButton": (
        "type",
        {
            "commands": "MenuButtonCommands",
            "default": "MenuButtonDefault",
            "web_app": "MenuButtonWebApp",
        },
    ),
    "ReactionType": (
        "type",
        {
            "emoji": "ReactionTypeEmoji",
            "custom_emoji": "ReactionTypeCustomEmoji",
            "paid": "ReactionTypePaid",
        },
    ),
    "InlineQueryResult": (
        "type",
        {"article": "InlineQueryResultArticle", "photo": "InlineQueryResultCachedPhoto"},
    ),
}

# A union is told apart by which field is there.
BY_FIELD: dict[str, dict[str, str]] = {
    "ReplyMarkup": {
        "inline_keyboard": "InlineKeyboardMarkup",
        "keyboard": "ReplyKeyboardMarkup",
        "remove_keyboard": "ReplyKeyboardRemove",
        "force_reply": "ForceReply",
    },
    "InputMessageContent": {"message_text": "InputTextMessageContent"},
}

NOT_HERE = frozenset(
    {
        "LoginUrl",
        "CallbackGame",
        "KeyboardButtonRequestUsers",
        "KeyboardButtonRequestChat",
        "KeyboardButtonRequestManagedBot",
        "InputMediaAudio",
        "InputMediaVideo",
        "InputMediaLivePhoto",
        "InputPollMedia",
        "InputPollOptionMedia",
        "InputRichMessage",
        "SuggestedPostParameters",
    }
)

# How Telegram calls a shape when it cannot read it, where it does not use the documented name.
CALLED = {
    "InlineKeyboardButton": "inline keyboard button",
    "KeyboardButton": "keyboard button",
    "ReplyParameters": "reply parameters",
    "InlineQueryResultArticle": "inline query result",
    "InlineQueryResultCachedPhoto": "inline query result",
}
