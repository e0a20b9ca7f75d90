/** The bar above the chat: the bot's name and state, the clock, and the menu of the rest. */

import { byId, el, label, icon } from "./dom.js";
import { item, panelOf } from "./panel.js";
import { fullTime, now, timeOf } from "./times.js";

const TYPING_MS = 5500;
const STEPS = [["+1 h", "1 hour", 3600], ["+1 day", "1 day", 86_400], ["+1 week", "1 week", 604_800]];
const UNITS = [["minutes", 60], ["hours", 3600], ["days", 86_400], ["weeks", 604_800]];
const ACTIONS = { typing: "typing…", upload_photo: "sending a picture…", upload_document: "sending a file…", choose_sticker: "choosing a sticker…" };

/** Name and subtitle: what the bot is doing, and "bot" when it does nothing. */
export function heading(store) {
  let timer = 0;
  const status = byId("bot-status");
  const rest = () => {
    clearTimeout(timer);
    status.classList.remove("busy");
    status.textContent = store.open?.kind === "group" ? `${store.open.members} members` : "bot";
  };
  store.on("chat", ({ same }) => {
    const name = store.open?.kind === "group" ? store.open.title : store.bot.first_name;
    byId("bot-name").textContent = name;
    byId("bot-avatar").textContent = [...name][0] ?? "";
    document.title = `${name} · ${store.me?.first_name ?? "sandbox"}`;
    if (!same) rest();
  });
  store.on("action", ({ action }) => {
    status.textContent = ACTIONS[action] ?? "busy…";
    status.classList.add("busy");
    clearTimeout(timer);
    timer = setTimeout(rest, TYPING_MS);
  });
  store.on("message", ({ message }) => message.from?.id === store.bot.id && rest());
}

function clockPanel(panel, forward, toNext) {
  const steps = STEPS.map(([text, words, seconds]) =>
    el("button", { type: "button", "aria-label": `Forward ${words}`, on: { click: () => forward(seconds) } }, text));
  const amount = el("input", { type: "number", min: "1", max: "10000", value: "1", required: true, "aria-label": "How many" });
  const unit = el("select", { "aria-label": "Unit" }, UNITS.map(([name, seconds]) => el("option", { value: seconds, selected: name === "hours" }, name)));
  const submit = (event) => {
    event.preventDefault();
    forward(Number(amount.value) * Number(unit.value));
  };
  panel.replaceChildren(
    el("h3", {}, "Sandbox time, only ever forward"),
    el("p", { class: "now" }, fullTime(now())),
    el("div", { class: "steps" }, steps),
    el("div", { class: "steps" }, el("button", { type: "button", on: { click: toNext } }, "To the next reminder")),
    el("form", { on: { submit } }, amount, unit, el("button", { type: "submit" }, "Go")),
  );
}

/** The clock: shows the sandbox's time; `forward(seconds)` moves it, `toNext()` to the next reminder. */
export function clock(store, forward, toNext) {
  const button = byId("clock");
  const panel = panelOf(button, () => clockPanel(panel, forward, toNext));
  const show = () => {
    const time = timeOf(now() / 1000);
    if (button.dataset.time !== time) {
      button.dataset.time = time;
      button.replaceChildren(icon("clock"), time);
      button.setAttribute("aria-label", `Sandbox time ${time}: move it forward`);
    }
    const line = panel.querySelector(".now");
    if (line) line.textContent = fullTime(now());
  };
  store.on("clock", show);
  setInterval(show, 1000);
}

/** The menu of the bar: block and unblock, and the log of the bot's calls. */
export function moreMenu(store, { act, showCalls }) {
  const button = byId("more");
  label(button, "more", "More");
  panelOf(button, (panel) => {
    const blocked = store.me?.blocked;
    panel.replaceChildren(
      blocked ? item("check", "Unblock bot", () => act("unblock")) : item("ban", "Block bot", () => act("block"), "danger"),
      item("list", "API log", showCalls),
      el("p", { class: "note" }, "Keys: ↑ in an empty box edits your last message, Ctrl+↑ replies, / lists the commands."),
    );
  });
}
