/** The buttons under a bubble. */

import { el, icon } from "./dom.js";
import { safeUrl, startPayload } from "./entities.js";

const STYLES = new Set(["primary", "success", "danger"]);

/** The class of a button, inline or of a reply keyboard. */
export const keyClass = (button) => (STYLES.has(button.style) ? `key ${button.style}` : "key");

function follow(address, context) {
  const url = safeUrl(address);
  if (!url) return;
  const payload = startPayload(url, context.bot.username);
  if (payload !== null) context.say(`/start ${payload}`.trim());
  else window.open(url.href, "_blank", "noopener,noreferrer");
}

async function copy(text, context) {
  await navigator.clipboard.writeText(text);
  context.notify("Copied");
}

async function tap(button, node, message, context) {
  if (node.getAttribute("aria-busy") === "true") return;
  node.setAttribute("aria-busy", "true");
  context.await(node, await context.tap(message.message_id, button.callback_data));
}

/** What a button does: [its listener, the icon that says so]. */
function deed(button, message, context) {
  if (button.callback_data !== undefined) return [(event) => tap(button, event.currentTarget, message, context), null];
  if (button.url) return [() => follow(button.url, context), "link"];
  if (button.copy_text) return [() => copy(button.copy_text.text, context), "copy"];
  return [() => context.notify("This kind of button does nothing in the sandbox."), null];
}

/** Rows of equal buttons as wide as the bubble; text that does not fit ends in an ellipsis, as on a phone. */
export function keyboardNode(message, context) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  const nodes = rows.map((row, y) => {
    const keys = row.map((button, x) => {
      const [click, name] = deed(button, message, context);
      const attributes = { type: "button", class: keyClass(button), title: button.text, data: { key: `key:${y}:${x}` } };
      return el("button", { ...attributes, on: { click } }, button.text, name && icon(name));
    });
    return el("div", { class: "row" }, keys);
  });
  return el("div", { class: "keyboard", role: "group", "aria-label": "Buttons of this message" }, nodes);
}
