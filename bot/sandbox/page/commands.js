/** The list of commands: opened by the Menu button, or filtered by what is typed after a slash. */

import { byId, el, icon } from "./dom.js";

export class CommandList {
  #list = byId("commands");
  #menu = byId("menu");
  #entry = byId("entry");
  #active = -1;

  constructor(store, { say, composer }) {
    this.store = store;
    this.say = say;
    this.composer = composer;
    this.#menu.append(icon("lines"), el("span", {}, "Menu"));
    this.#menu.addEventListener("click", () => (this.#list.hidden ? this.#open("") : this.close()));
    this.#entry.addEventListener("input", () => this.#typed());
    byId("composer").addEventListener("keydown", (event) => this.#pressed(event), { capture: true });
    byId("composer").addEventListener("submit", () => this.close());
    document.addEventListener("pointerdown", (event) => {
      if (!event.target.closest("#commands, #menu, #entry")) this.close();
    });
    byId("bottom").addEventListener("focusout", (event) => {
      if (event.relatedTarget && !byId("bottom").contains(event.relatedTarget)) this.close();
    });
    store.on("chat", ({ same }) => this.#shown(same));
  }

  #shown(same) {
    if (!same) this.close();
    this.#menu.hidden = this.store.open.commands.length === 0;
  }

  #typed() {
    const typed = /^\/(\w*)$/.exec(this.#entry.value);
    if (typed) this.#open(typed[1].toLowerCase());
    else this.close();
  }

  #open(prefix) {
    const found = this.store.open.commands.filter(({ command }) => command.startsWith(prefix));
    if (!found.length) {
      this.close();
      return;
    }
    const items = found.map(({ command, description }, index) =>
      el("li", { role: "option", id: `command-${index}`, "aria-selected": "false", data: { command }, on: { click: () => this.#send(command) } },
        el("b", {}, `/${command}`), el("span", {}, description)));
    this.#list.replaceChildren(...items);
    this.#list.toggleAttribute("data-typed", this.#entry.value.startsWith("/"));
    this.#list.hidden = false;
    this.#list.scrollTop = 0;
    this.#expanded(true);
    this.#activate(prefix ? 0 : -1);
  }

  close() {
    this.#list.hidden = true;
    this.#expanded(false);
    this.#activate(-1);
  }

  #expanded(value) {
    this.#menu.setAttribute("aria-expanded", String(value));
    this.#entry.setAttribute("aria-expanded", String(value));
  }

  #activate(index) {
    const items = [...this.#list.children];
    items.forEach((node, at) => node.setAttribute("aria-selected", String(at === index)));
    this.#active = index;
    items[index]?.scrollIntoView({ block: "nearest" });
    if (index >= 0) this.#entry.setAttribute("aria-activedescendant", items[index].id);
    else this.#entry.removeAttribute("aria-activedescendant");
  }

  #send(command) {
    this.close();
    this.composer.text = "";
    this.composer.focus();
    this.say(`/${command}`);
  }

  #pressed(event) {
    if (this.#list.hidden || event.isComposing) return;
    const count = this.#list.children.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const command = this.#list.children[this.#active]?.dataset.command;
    if (step) {
      const start = step > 0 ? this.#active : Math.max(this.#active, 0);
      this.#activate((start + step + count) % count);
      this.#entry.focus();
    } else if (event.key === "Escape") {
      this.close();
    } else if (event.key === "Enter" && command) {
      this.#send(command);
    } else if (event.key === "Tab" && command && event.target === this.#entry && !event.shiftKey) {
      this.composer.text = `/${command} `;
      this.close();
    } else {
      return;
    }
    event.preventDefault();
  }
}
