/** The reply keyboard below the message box. */

import { byId, el, label } from "./dom.js";
import { keyClass } from "./keyboard.js";

const PLACEHOLDER = "Message";

function press(button, { say, act, notify }) {
  if (button.request_location) return act("location", { latitude: 52.52, longitude: 13.405 });
  if (button.request_contact || button.request_poll || button.web_app || button.request_users || button.request_chat) {
    return notify("This kind of button does nothing in the sandbox.");
  }
  return say(button.text);
}

/** Keep the reply keyboard as the chat has it; the button beside the message box folds it away. */
export function replyKeyboard(store, context) {
  const [keys, toggle, entry] = [byId("keys"), byId("keys-toggle"), byId("entry")];
  label(toggle, "keys", "Keyboard of the bot");
  const fold = (open) => {
    keys.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
  };
  const show = () => {
    const markup = store.open.keyboard;
    const rows = markup?.keyboard ?? [];
    entry.placeholder = markup?.input_field_placeholder ?? PLACEHOLDER;
    toggle.hidden = rows.length === 0;
    keys.classList.toggle("tall", !markup?.resize_keyboard);
    const once = () => markup.one_time_keyboard && fold(false);
    keys.replaceChildren(...rows.map((row) => el("div", { class: "row" }, row.map((given) => {
      const button = typeof given === "string" ? { text: given } : given;
      const click = () => {
        press(button, context);
        once();
      };
      return el("button", { type: "button", class: keyClass(button), title: button.text, on: { click } }, button.text);
    }))));
    fold(rows.length > 0 && !byId("composer").hidden);
  };
  toggle.addEventListener("click", () => fold(keys.hidden));
  store.on("keyboard", show);
  store.on("chat", ({ same }) => {
    if (!same || JSON.stringify(store.open.keyboard) !== keys.dataset.markup) show();
    keys.dataset.markup = JSON.stringify(store.open.keyboard);
  });
}
