/** The list of messages: kept elements, days between them, and a scroll position that stays where the reader is. */

import { byId, el, label } from "./dom.js";
import { fillMessage, messageNode } from "./message.js";
import { dayKey, dayName } from "./times.js";

const NEAR_END = 60;
const GROUP_S = 600;
const LONGEST_WAIT_MS = 15_000;

export class ChatView {
  #log = byId("log");
  #list = el("div", { class: "spacer" });
  #down = byId("down");
  #nodes = new Map();
  #answered = new Set();
  #missed = 0;
  #stuck = true;
  #top = 0;

  constructor(store, context) {
    this.store = store;
    this.context = context;
    this.#log.append(this.#list);
    store.on("chat", ({ same }) => this.#show(same));
    store.on("message", ({ message }) => this.#arrived(message));
    store.on("edited", ({ message }) => this.#keepPlace(() => this.#fill(message)));
    store.on("deleted", ({ ids }) => this.#keepPlace(() => this.#remove(ids)));
    store.on("answered", ({ query_id }) => this.#settle(query_id));
    store.on("clock", () => this.#keepPlace(() => this.#arrange()));
    this.#log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    this.#down.addEventListener("click", () => this.toEnd());
    new ResizeObserver(() => this.#resized()).observe(this.#log);
    // Whatever grows after it was laid out (a picture, a quotation) must not push the newest message away.
    new ResizeObserver(() => this.#resized()).observe(this.#list);
  }

  get #fromEnd() {
    return this.#log.scrollHeight - this.#log.clientHeight - this.#log.scrollTop;
  }

  /** Say whether the reader is at the end. Growth leaves them where they are: only they go up, also where nobody was told yet. */
  get #atEnd() {
    const up = this.#log.scrollTop < this.#top - 1 && this.#fromEnd > 1;
    return this.#stuck && !up;
  }

  #jumpToEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#top = this.#log.scrollTop;
  }

  /** Go to the newest message and stay there. */
  toEnd() {
    this.#stuck = true;
    this.#jumpToEnd();
    this.#scrolled();
  }

  #scrolled() {
    if (this.#atEnd) this.#jumpToEnd();
    this.#stuck = this.#fromEnd < NEAR_END;
    if (this.#stuck) {
      this.#missed = 0;
      this.#top = this.#log.scrollTop;
    }
    this.#down.hidden = this.#stuck;
    if (!this.#stuck) this.#labelDown();
  }

  #labelDown() {
    label(this.#down, "down", this.#missed ? `To the newest message, ${this.#missed} new` : "To the newest message");
    if (this.#missed) this.#down.append(el("span", { class: "count", "aria-hidden": "true" }, String(this.#missed)));
  }

  #resized() {
    if (this.#atEnd) this.#jumpToEnd();
  }

  /** Change the list so that what the reader looks at does not move: the end if they are there, else the first message in sight. */
  #keepPlace(change) {
    if (this.#atEnd) {
      change();
      this.#jumpToEnd();
      return;
    }
    const top = this.#log.getBoundingClientRect().top;
    const anchor = [...this.#nodes.values()].find((node) => node.getBoundingClientRect().bottom > top);
    const before = anchor?.getBoundingClientRect().top ?? 0;
    change();
    if (anchor?.isConnected) this.#log.scrollTop += anchor.getBoundingClientRect().top - before;
  }

  #show(same) {
    if (same) {
      this.#keepPlace(() => this.#refill());
      return;
    }
    // A whole chat is not news: nothing of it is read out.
    this.#log.setAttribute("aria-live", "off");
    this.#log.setAttribute("aria-label", `Messages with ${this.store.bot.first_name}`);
    this.#nodes.clear();
    this.#missed = 0;
    this.#refill();
    this.toEnd();
    setTimeout(() => this.#log.setAttribute("aria-live", "polite"), 500);
  }

  #refill() {
    const messages = this.store.messages;
    const wanted = new Set(messages.map((message) => message.message_id));
    for (const id of this.#nodes.keys()) if (!wanted.has(id)) this.#nodes.delete(id);
    for (const message of messages) this.#fill(message, false);
    this.#arrange();
  }

  #fill(message, arrange = true) {
    const node = this.#nodes.get(message.message_id);
    // Filling again costs focus, selection and open quotations: only where the message is another one.
    const shape = JSON.stringify([message, this.store.open.votes[message.poll?.id]]);
    if (node?.shape === shape) return;
    if (node) fillMessage(node, message, this.context);
    else this.#nodes.set(message.message_id, messageNode(message, this.context));
    this.#nodes.get(message.message_id).shape = shape;
    if (arrange) this.#arrange();
  }

  #arrived(message) {
    const own = message.from?.id === this.context.person;
    const known = this.#nodes.has(message.message_id);
    if (own) this.#stuck = true;
    this.#keepPlace(() => this.#fill(message));
    this.#nodes.get(message.message_id)?.classList.toggle("new", !known);
    if (!this.#stuck && !known) {
      this.#missed += 1;
      this.#labelDown();
    }
  }

  #remove(ids) {
    for (const id of ids) {
      if (this.#nodes.get(id)?.contains(document.activeElement)) this.#log.focus({ preventScroll: true });
      this.#nodes.delete(id);
    }
    this.#arrange();
  }

  /** Days, groups and order; elements already in their place are not moved, so that nothing flickers. */
  #arrange() {
    const wanted = [];
    const messages = this.store.messages;
    messages.forEach((message, index) => {
      const [before, after] = [messages[index - 1], messages[index + 1]];
      if (!before || dayKey(before.date) !== dayKey(message.date)) wanted.push(this.#day(message.date));
      const node = this.#nodes.get(message.message_id);
      const follows = this.#together(before, message);
      node.classList.toggle("first", !follows);
      node.classList.toggle("follows", follows);
      node.classList.toggle("last", !this.#together(message, after));
      wanted.push(node);
    });
    if (!messages.length) wanted.push(this.#greeting());
    const keep = new Set(wanted);
    for (const node of [...this.#list.children]) if (!keep.has(node)) node.remove();
    wanted.forEach((node, index) => {
      if (this.#list.children[index] !== node) this.#list.insertBefore(node, this.#list.children[index] ?? null);
    });
  }

  #together(one, other) {
    if (!one || !other || one.from?.id !== other.from?.id || dayKey(one.date) !== dayKey(other.date)) return false;
    return Math.abs(other.date - one.date) < GROUP_S && !one.reply_markup;
  }

  #day(unix) {
    const name = dayName(unix);
    const key = `day-${dayKey(unix)}-${name}`;
    return [...this.#list.children].find((node) => node.dataset.day === key) ?? el("div", { class: "day", data: { day: key } }, name);
  }

  #greeting() {
    const { bot } = this.store;
    const old = this.#list.querySelector(".greeting");
    if (old?.dataset.about === bot.description) return old;
    return el(
      "div",
      { class: "greeting", data: { about: bot.description } },
      el("div", { class: "art" }, el("img", { src: "/page/icon.svg", alt: "" })),
      el("h3", {}, bot.description ? "What can this bot do?" : "No messages here yet"),
      bot.description && el("p", {}, bot.description),
    );
  }

  /** Let a button look busy until its query is answered, which may be before the tap was confirmed. */
  await(button, queryId) {
    if (queryId === null || this.#answered.delete(queryId)) {
      button.removeAttribute("aria-busy");
      return;
    }
    button.dataset.query = queryId;
    setTimeout(() => button.removeAttribute("aria-busy"), LONGEST_WAIT_MS);
  }

  #settle(queryId) {
    const button = this.#list.querySelector(`[data-query="${CSS.escape(queryId)}"]`);
    if (button) button.removeAttribute("aria-busy");
    else this.#answered.add(queryId);
  }

  /** Bring a message into sight and give it the focus, if it is there. */
  jump(id) {
    const node = this.#nodes.get(id);
    if (!node) return;
    node.tabIndex = -1;
    node.scrollIntoView({ block: "center" });
    node.focus({ preventScroll: true });
  }
}
