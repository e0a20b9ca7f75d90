/** The people one can be, each with their chats: the last message and how many are unread. */

import { avatar, byId, el } from "./dom.js";
import { summary } from "./media.js";
import { shortTime } from "./times.js";

function entry(store, chat, choose) {
  const person = store.people.find(({ id }) => id === chat.person);
  const name = chat.kind === "private" ? person.first_name : `${person.first_name} in ${chat.title}`;
  const unread = store.unreadOf(chat);
  const own = chat.last?.from?.id === chat.person ? "You: " : "";
  const last = person.blocked ? "Bot blocked" : chat.last ? own + summary(chat.last) : "No messages yet";
  const button = el(
    "button",
    { type: "button", class: "person", "aria-current": store.isOpen(chat) ? "true" : null, data: { chat: `${chat.person}/${chat.chat}` }, on: { click: () => choose(chat) } },
    avatar(person.id, person.first_name),
    el("span", { class: "name" }, name),
    chat.last ? el("time", {}, shortTime(chat.last.date)) : el("span"),
    el("span", { class: "last" }, last),
    unread > 0 && el("span", { class: "unread" }, String(unread), el("span", { class: "hidden" }, " unread")),
  );
  return el("li", {}, button);
}

/** Keep the list of people up to date; `choose(chat)` opens one. */
export function peopleList(store, choose) {
  const list = byId("people-list");
  const show = () => {
    const focused = list.contains(document.activeElement) ? document.activeElement.dataset.chat : null;
    list.replaceChildren(...store.chats.map((chat) => entry(store, chat, choose)));
    if (focused) list.querySelector(`[data-chat="${focused}"]`)?.focus();
  };
  store.on("people", show);
  store.on("chat", show);
}
