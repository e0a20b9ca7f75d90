/** What the page knows: the bot, the people and their chats, and the chat that is open. Views listen for its events. */

import { setNow } from "./times.js";

const UNREAD = "flexor-unread";

export class Store extends EventTarget {
  bot = { id: 0, first_name: "", username: "", description: "" };
  people = [];
  chats = [];
  unread = JSON.parse(sessionStorage.getItem(UNREAD) ?? "{}");
  /** The open chat: {person, chat, kind, title, members, messages: Map, commands, menu_button, keyboard, votes}. */
  open = null;

  tell(kind, detail = {}) {
    this.dispatchEvent(new CustomEvent(kind, { detail }));
  }

  on(kind, listener) {
    this.addEventListener(kind, (event) => listener(event.detail));
  }

  get me() {
    return this.people.find((person) => person.id === this.open?.person) ?? null;
  }

  get messages() {
    return [...(this.open?.messages.values() ?? [])].sort((a, b) => a.message_id - b.message_id);
  }

  /** Take over what GET /api/state answered. */
  load(state) {
    setNow(state.now_ms);
    this.bot = state.bot;
    this.people = state.people;
    this.chats = state.chats;
    const before = this.open;
    if (state.open) {
      const messages = new Map(state.open.messages.map((message) => [message.message_id, message]));
      this.open = { ...state.open, messages };
      this.setUnread(this.open.person, this.open.chat, 0);
    }
    const same = before && this.open && before.person === this.open.person && before.chat === this.open.chat;
    this.tell("chat", { same: Boolean(same) });
    this.tell("people");
    this.tell("clock");
  }

  setUnread(person, chat, count) {
    this.unread[`${person}/${chat}`] = count;
    sessionStorage.setItem(UNREAD, JSON.stringify(this.unread));
  }

  unreadOf({ person, chat }) {
    return this.unread[`${person}/${chat}`] ?? 0;
  }

  isOpen({ person, chat }) {
    return this.open?.person === person && this.open?.chat === chat;
  }

  /** Take over one event of the stream. */
  happened(event) {
    const handler = this[`on_${event.kind}`];
    if (handler) handler.call(this, event);
  }

  on_message({ chat_id, message }) {
    for (const entry of this.chats.filter(({ chat }) => chat === chat_id)) {
      entry.last = message;
      const theirs = message.from?.id !== entry.person;
      if (theirs && !this.isOpen(entry)) this.setUnread(entry.person, entry.chat, this.unreadOf(entry) + 1);
    }
    this.put(chat_id, message, "message");
    this.tell("people");
  }

  on_edited({ chat_id, message }) {
    for (const entry of this.chats) {
      if (entry.chat === chat_id && entry.last?.message_id === message.message_id) entry.last = message;
    }
    this.put(chat_id, message, "edited");
    this.tell("people");
  }

  put(chatId, message, kind) {
    if (this.open?.chat !== chatId) return;
    this.open.messages.set(message.message_id, message);
    this.tell(kind, { message });
  }

  on_deleted({ chat_id, message_ids }) {
    if (this.open?.chat === chat_id) {
      for (const id of message_ids) this.open.messages.delete(id);
      this.tell("deleted", { ids: message_ids });
    }
    const shown = this.chats.some(({ chat, last }) => chat === chat_id && message_ids.includes(last?.message_id));
    if (shown) this.tell("stale");
  }

  on_poll({ chat_id, poll, votes }) {
    if (this.open?.chat !== chat_id) return;
    if (votes?.[this.open.person]) this.open.votes[poll.id] = votes[this.open.person];
    const message = this.messages.find((each) => each.poll?.id === poll.id);
    if (message) this.put(chat_id, { ...message, poll }, "edited");
  }

  on_answered(event) {
    if (event.user_id === this.open?.person) this.tell("answered", event);
  }

  on_keyboard({ chat_id, markup }) {
    if (this.open?.chat !== chat_id) return;
    this.open.keyboard = markup;
    this.tell("keyboard");
  }

  on_action({ chat_id, action }) {
    if (this.open?.chat === chat_id) this.tell("action", { action });
  }

  on_clock({ now_ms }) {
    setNow(now_ms);
    this.tell("clock");
  }

  on_people() {
    this.tell("stale");
  }

  on_commands() {
    this.tell("stale");
  }
}
