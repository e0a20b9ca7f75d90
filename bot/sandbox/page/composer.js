/** The message box: sending, editing one's own, replying, and what stands there instead (Start, Unblock). */

import { byId, el, icon, label } from "./dom.js";
import { summary } from "./media.js";

const touch = matchMedia("(hover: none)");

export class Composer {
  #entry = byId("entry");
  #quote = byId("quote");
  #drafts = new Map();
  #key = "";
  /** What the next message is about: {kind: "edit" | "reply", message} or null. */
  about = null;

  constructor(store, { act, say }) {
    this.store = store;
    this.act = act;
    this.say = say;
    label(byId("send"), "send", "Send");
    byId("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#entry.addEventListener("input", () => this.#typed());
    this.#entry.addEventListener("keydown", (event) => this.#pressed(event));
    byId("start").addEventListener("click", () => this.#leave("start", () => say("/start")));
    byId("unblock").addEventListener("click", () => this.#leave("unblock", () => act("unblock")));
    store.on("chat", () => this.#shown());
    store.on("message", () => this.#shown());
    store.on("deleted", ({ ids }) => ids.includes(this.about?.message.message_id) && this.forget());
    document.addEventListener("keydown", (event) => this.#anywhere(event));
  }

  get text() {
    return this.#entry.value;
  }

  set text(value) {
    this.#entry.value = value;
    this.#typed();
  }

  focus() {
    if (!touch.matches) this.#entry.focus({ preventScroll: true });
  }

  #leave(id, deed) {
    const focused = document.activeElement === byId(id);
    deed().then(() => focused && this.#entry.focus());
  }

  #shown() {
    const { open, me } = this.store;
    const key = `${open.person}/${open.chat}`;
    if (key !== this.#key) {
      this.#drafts.set(this.#key, this.text);
      this.#key = key;
      this.forget();
      this.text = this.#drafts.get(key) ?? "";
    }
    const blocked = open.kind === "private" && me.blocked;
    const fresh = open.kind === "private" && !blocked && open.messages.size === 0;
    byId("unblock").hidden = !blocked;
    byId("start").hidden = !fresh;
    byId("composer").hidden = blocked || fresh;
    if (blocked || fresh) this.forget();
  }

  #typed() {
    const entry = this.#entry;
    entry.style.height = "";
    const height = entry.scrollHeight;
    if (height > entry.clientHeight) entry.style.height = `${height}px`;
    entry.style.overflowY = entry.scrollHeight > entry.clientHeight ? "auto" : "hidden";
    byId("send").disabled = !this.text.trim();
  }

  #pressed(event) {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "Escape" && this.about) {
      event.preventDefault();
      this.forget();
    } else if (event.key === "ArrowUp" && event.ctrlKey) {
      event.preventDefault();
      this.#replyUp();
    } else if (event.key === "ArrowUp" && !this.text) {
      const mine = this.store.messages.filter((message) => this.canEdit(message)).at(-1);
      if (mine) event.preventDefault();
      if (mine) this.edit(mine);
    }
  }

  #replyUp() {
    const before = this.about?.kind === "reply" ? this.about.message.message_id : Infinity;
    const target = this.store.messages.filter((message) => message.message_id < before).at(-1);
    if (target) this.reply(target);
  }

  /** Typing anywhere goes to the message box, as in Telegram on a desktop. */
  #anywhere(event) {
    const taken = event.ctrlKey || event.metaKey || event.altKey || [...event.key].length !== 1 || event.key === " ";
    if (taken || byId("composer").hidden) return;
    if (document.activeElement?.closest("input, textarea, select, dialog, [popover]")) return;
    this.#entry.focus();
  }

  canEdit(message) {
    return message.from?.id === this.store.open.person && Boolean(message.text);
  }

  edit(message) {
    this.#setAbout("edit", message, "pencil", "Edit message");
    this.text = message.text;
    this.#entry.setSelectionRange(message.text.length, message.text.length);
  }

  reply(message) {
    this.#setAbout("reply", message, "reply", `Reply to ${message.from?.first_name ?? ""}`);
  }

  #setAbout(kind, message, name, title) {
    if (this.about?.kind === "edit") this.text = "";
    this.about = { kind, message };
    const cancel = el("button", { type: "button", class: "round", on: { click: () => this.forget() } });
    label(cancel, "close", kind === "edit" ? "Do not edit" : "Do not reply");
    this.#quote.replaceChildren(icon(name), el("div", { class: "what" }, el("b", {}, title), el("span", {}, summary(message))), cancel);
    this.#quote.hidden = false;
    this.#entry.focus();
  }

  /** Give up the edit or the reply. */
  forget() {
    if (!this.about) return;
    if (this.about.kind === "edit") this.text = "";
    this.about = null;
    this.#quote.hidden = true;
  }

  async #submit() {
    const text = this.text.trim();
    if (!text) return;
    const about = this.about;
    this.about = null;
    this.#quote.hidden = true;
    this.text = "";
    const id = about?.message.message_id;
    const sent = about?.kind === "edit" ? await this.act("edit", { message_id: id, text }) : await this.say(text, id);
    if (!sent && !this.text) this.text = text;
  }
}
