/** Telegram's formatted text (text and entities, counted in UTF-16 units as JavaScript does) as nodes. */

import { el, icon } from "./dom.js";
import { fullTime, localTime } from "./times.js";

const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:", "tg:"]);
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/** The address as a URL that is safe to open, or null. */
export function safeUrl(address) {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
  const url = URL.canParse(full) ? new URL(full) : null;
  return url && SCHEMES.has(url.protocol) ? url : null;
}

/** The payload of a link that starts this very bot (t.me/name?start=payload), or null. */
export function startPayload(url, username) {
  const here = /^(t\.me|telegram\.me)$/.test(url.hostname) && url.pathname.toLowerCase() === `/${username}`.toLowerCase();
  return here ? url.searchParams.get("start") : null;
}

function link(address, children, { bot, say }) {
  const url = safeUrl(address);
  if (!url) return el("span", {}, children);
  const payload = startPayload(url, bot.username);
  const click = (event) => {
    if (payload === null) return;
    event.preventDefault();
    say(`/start ${payload}`.trim());
  };
  return el("a", { href: url.href, target: "_blank", rel: "noopener noreferrer", title: url.href, on: { click } }, children);
}

function spoiler(children) {
  const node = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text: show it" }, children);
  const open = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    if (node.classList.contains("open")) return;
    event.preventDefault();
    node.classList.add("open");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
  };
  node.addEventListener("click", open);
  node.addEventListener("keydown", open);
  return node;
}

function folding(children) {
  const fold = el("div", { class: "fold" }, children);
  const toggle = el("button", { type: "button", class: "unfold", "aria-expanded": "false" }, "Show all", icon("down"));
  const quote = el("blockquote", { class: "folds" }, fold, toggle);
  toggle.addEventListener("click", () => {
    const open = quote.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.firstChild.data = open ? "Show less" : "Show all";
  });
  // A quotation that fits needs no button; only the laid-out page knows.
  requestAnimationFrame(() => {
    if (fold.isConnected && fold.scrollHeight <= fold.clientHeight + 1) toggle.hidden = true;
  });
  return quote;
}

function dateTime(entity, text) {
  const instant = new Date(entity.unix_time * 1000);
  const attributes = { datetime: instant.toISOString(), title: fullTime(instant) };
  return el("time", attributes, localTime(entity.unix_time, entity.date_time_format, text));
}

const MAKERS = {
  bold: (inner) => el("strong", {}, inner),
  italic: (inner) => el("em", {}, inner),
  underline: (inner) => el("u", {}, inner),
  strikethrough: (inner) => el("s", {}, inner),
  code: (inner) => el("code", {}, inner),
  pre: (inner, entity) => el("pre", entity.language ? { data: { language: entity.language } } : {}, el("code", {}, inner)),
  blockquote: (inner) => el("blockquote", {}, inner),
  expandable_blockquote: (inner) => folding(inner),
  spoiler: (inner) => spoiler(inner),
  text_link: (inner, entity, text, context) => link(entity.url, inner, context),
  url: (inner, entity, text, context) => link(text, inner, context),
  email: (inner, entity, text, context) => link(`mailto:${text}`, inner, context),
  phone_number: (inner, entity, text, context) => link(`tel:${text.replace(/[^+\d]/g, "")}`, inner, context),
  date_time: (inner, entity, text) => dateTime(entity, text),
  bot_command: (inner, entity, text, context) =>
    el("button", { type: "button", class: "word", on: { click: () => context.say(text) } }, inner),
};

const TAGS = new Set(["mention", "hashtag", "cashtag", "text_mention"]);

function wrap(inner, entity, text, context) {
  const maker = MAKERS[entity.type];
  if (maker) return maker(inner, entity, text, context);
  return TAGS.has(entity.type) ? el("span", { class: "tag" }, inner) : inner;
}

function build(text, start, end, entities, context) {
  const nodes = [];
  let at = start;
  for (let index = 0; index < entities.length; ) {
    const entity = entities[index];
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    let next = index + 1;
    while (next < entities.length && entities[next].offset < to) next += 1;
    if (from > at) nodes.push(text.slice(at, from));
    const inner = build(text, from, to, entities.slice(index + 1, next), context);
    nodes.push(wrap(inner, entity, text.slice(from, to), context));
    at = to;
    // A block ends its own line: the line feed behind it would make an empty one.
    if (BLOCKS.has(entity.type) && text[at] === "\n" && at < end) at += 1;
    index = next;
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

/** Nodes for a text. `context` is {bot, say(text)}: what links and commands act on. */
export function formatted(text, entities, context) {
  const sorted = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return build(text, 0, text.length, sorted, context).flat(Infinity);
}
