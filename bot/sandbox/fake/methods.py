"""Every method of the Bot API that the fake has, by its name."""

from collections.abc import Callable

from bot.sandbox.fake import (
    methods_chat,
    methods_edit,
    methods_media,
    methods_polls,
    methods_profile,
    methods_send,
    methods_updates,
)
from bot.sandbox.fake.calls import Query
from bot.sandbox.fake.world import World

Method = Callable[[World, Query], object]

METHODS: dict[str, Method] = {
    "getMe": methods_chat.get_me,
    "logOut": methods_updates.log_out,
    "close": methods_updates.close,
    "setWebhook": methods_updates.set_webhook,
    "deleteWebhook": methods_updates.delete_webhook,
    "getWebhookInfo": methods_updates.get_webhook_info,
    "sendMessage": methods_send.send_message,
    "sendLocation": methods_send.send_location,
    "sendChatAction": methods_send.send_chat_action,
    "copyMessage": methods_send.copy_message,
    "forwardMessage": methods_send.forward_message,
    "sendPhoto": methods_media.send_photo,
    "sendAnimation": methods_media.send_animation,
    "sendDocument": methods_media.send_document,
    "sendMediaGroup": methods_media.send_media_group,
    "sendPoll": methods_polls.send_poll,
    "stopPoll": methods_polls.stop_poll,
    "editMessageText": methods_edit.edit_message_text,
    "editMessageCaption": methods_edit.edit_message_caption,
    "editMessageMedia": methods_edit.edit_message_media,
    "editMessageReplyMarkup": methods_edit.edit_message_reply_markup,
    "deleteMessage": methods_edit.delete_message,
    "deleteMessages": methods_edit.delete_messages,
    "answerCallbackQuery": methods_edit.answer_callback_query,
    "answerInlineQuery": methods_profile.answer_inline_query,
    "pinChatMessage": methods_chat.pin_chat_message,
    "unpinChatMessage": methods_chat.unpin_chat_message,
    "setMessageReaction": methods_chat.set_message_reaction,
    "getChat": methods_chat.get_chat,
    "getChatMember": methods_chat.get_chat_member,
    "getChatAdministrators": methods_chat.get_chat_administrators,
    "getFile": methods_chat.get_file,
    "setMyCommands": methods_profile.set_my_commands,
    "getMyCommands": methods_profile.get_my_commands,
    "deleteMyCommands": methods_profile.delete_my_commands,
    "setMyName": methods_profile.set_my_text,
    "getMyName": methods_profile.get_my_text,
    "setMyDescription": methods_profile.set_my_text,
    "getMyDescription": methods_profile.get_my_text,
    "setMyShortDescription": methods_profile.set_my_text,
    "getMyShortDescription": methods_profile.get_my_text,
    "setChatMenuButton": methods_profile.set_chat_menu_button,
    "getChatMenuButton": methods_profile.get_chat_menu_button,
}
