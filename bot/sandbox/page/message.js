/** One message of the chat as an element that can be filled again in place. */

import { el, icon } from "./dom.js";
import { formatted } from "./entities.js";
import { keyboardNode } from "./keyboard.js";
import { mediaKey, mediaNode, room, summary } from "./media.js";
import { pollNode } from "./poll.js";
import { fullTime, timeOf } from "./times.js";

function meta(message, own, over) {
  // As in Telegram, a bot's message with buttons that changes in place is not marked.
  const edited = message.edit_date && !message.reply_markup && !message.poll;
  const time = el("time", { datetime: new Date(message.date * 1000).toISOString(), title: fullTime(message.date * 1000) }, timeOf(message.date));
  return el("span", { class: over ? "meta over" : "meta" }, edited && "edited ", time, own && icon("ticks"));
}

function replyNode(message, context) {
  const target = message.reply_to_message;
  if (!target) return null;
  const name = target.from?.first_name ?? "";
  return el(
    "button",
    { type: "button", class: "reply", tabindex: "-1", on: { click: () => context.jump(target.message_id) } },
    el("span", { class: "from" }, name),
    el("span", {}, summary(target)),
  );
}

function words(message, own) {
  const caption = message.caption ? `: ${message.caption.split("\n")[0]}` : "";
  return `${own ? "Your picture" : "Picture from the bot"}${caption}`;
}

/** The attachment, taken from the old bubble where it shows the same file: no flicker, no second download. */
function attachment(node, message, own) {
  const key = mediaKey(message);
  const old = key && node.dataset.media === key ? node.querySelector(".media") : null;
  node.dataset.media = key ?? "";
  return old ?? mediaNode(message, words(message, own));
}

function poll(message, context) {
  if (!message.poll) return null;
  const vote = (ids) => context.vote(message.poll, ids);
  return pollNode(message.poll, { mine: context.votes[message.poll.id] ?? [], vote, explain: context.explain });
}

function bubble(node, message, context) {
  const own = message.from?.id === context.person;
  const text = message.text ?? message.caption;
  const media = attachment(node, message, own);
  const question = poll(message, context);
  const bare = Boolean(message.sticker);
  const stamp = meta(message, own, !text && (bare || Boolean(media?.classList.contains("media"))));
  const body = text && el("div", { class: "text" }, formatted(text, message.entities ?? message.caption_entities, context), stamp);
  const vars = room(message);
  const name = ["bubble", bare && "bare", vars && "pictured"].filter(Boolean).join(" ");
  const sender = context.group && !own && el("div", { class: "sender" }, message.from?.first_name ?? "");
  return el("div", { class: name, vars: vars ?? {} }, sender, replyNode(message, context), media, question, body, !body && stamp);
}

/** Which button had the focus, so that an edit does not take it away. */
function focusedKey(node) {
  return node.contains(document.activeElement) ? (document.activeElement.dataset.key ?? "") : null;
}

function giveFocusBack(node, key) {
  if (key === null) return;
  const next = (key && node.querySelector(`[data-key="${CSS.escape(key)}"]`)) || node.querySelector(".key, .option, .lamp");
  (next ?? document.getElementById("log")).focus({ preventScroll: true });
}

/** What Telegram says in the middle of the chat, or null for an ordinary message. */
function serviceWords(message) {
  const names = (users) => users.map((user) => user.first_name).join(", ");
  if (message.pinned_message) return `${message.from?.first_name ?? "Somebody"} pinned “${summary(message.pinned_message).slice(0, 40)}”`;
  if (message.new_chat_members) return `${names(message.new_chat_members)} joined`;
  if (message.left_chat_member) return `${message.left_chat_member.first_name} left`;
  return message.group_chat_created ? "The group was created" : null;
}

/** Fill a message's element from the message; the element stays, what it shows is replaced at once. */
export function fillMessage(node, message, context) {
  if (node.classList.contains("service")) return;
  const own = message.from?.id === context.person;
  const focused = focusedKey(node);
  const who = el("span", { class: "hidden" }, `${own ? "You" : (message.from?.first_name ?? "")}: `);
  const stack = el("div", { class: "stack" }, bubble(node, message, context), keyboardNode(message, context));
  const playing = node.querySelector("video") !== null;
  const actions = el(
    "button",
    { type: "button", class: "actions", tabindex: "-1", "aria-label": "Reply or edit", title: "Reply or edit", on: { click: (event) => context.actions(message.message_id, event.currentTarget) } },
    icon("more"),
  );
  node.classList.toggle("own", own);
  node.replaceChildren(who, stack, actions);
  if (playing) node.querySelector("video[autoplay]")?.play().catch(() => {});
  giveFocusBack(node, focused);
}

const touch = matchMedia("(hover: none)");

/** Right click, long press, or a tap on a touch screen opens what can be done with a message. */
function listenForActions(node, message, context) {
  const open = (event) => {
    event.preventDefault();
    context.actions(message.message_id, node, event);
  };
  node.addEventListener("contextmenu", (event) => {
    if (!event.target.closest("a, img, video") && !String(getSelection())) open(event);
  });
  node.addEventListener("click", (event) => {
    if (touch.matches && event.target.closest(".bubble") && !event.target.closest("a, button, video, .spoiler")) open(event);
  });
}

/** A new element for a message. */
export function messageNode(message, context) {
  const service = serviceWords(message);
  if (service) return el("div", { class: "day service", data: { id: message.message_id } }, service);
  const node = el("div", { class: "message", id: `message-${message.message_id}`, data: { id: message.message_id } });
  listenForActions(node, message, context);
  fillMessage(node, message, context);
  return node;
}
