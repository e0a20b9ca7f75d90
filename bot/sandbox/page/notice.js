/** What the bot answers to a tap: a toast that goes by itself, or an alert to be closed. */

import { byId } from "./dom.js";

let timer = 0;

/** Show a toast above the message box, longer the more there is to read. */
export function notify(text) {
  const toast = byId("toast");
  toast.textContent = text;
  toast.classList.add("shown");
  clearTimeout(timer);
  timer = setTimeout(() => toast.classList.remove("shown"), 2500 + 50 * text.length);
}

/** Take the toast away at once. */
export function hush() {
  byId("toast").classList.remove("shown");
}

/** Show an alert that stays until it is closed. */
export function alarm(text) {
  byId("alert-text").textContent = text;
  const dialog = byId("alert");
  if (!dialog.open) dialog.showModal();
}

/** Show what answerCallbackQuery brought. */
export function showAnswer({ text, show_alert }) {
  if (!text) return;
  if (show_alert) alarm(text);
  else notify(text);
}

byId("toast").addEventListener("click", hush);
byId("viewer").addEventListener("click", () => byId("viewer").close());
