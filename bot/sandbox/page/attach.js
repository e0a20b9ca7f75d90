/** The paper clip: sending what is not text. */

import { sendPhoto } from "./api.js";
import { byId, el, label } from "./dom.js";
import { item, panelOf } from "./panel.js";

const STICKERS = ["👍", "💪", "🏃", "😀", "😣", "🎉"];
const PLACE = { latitude: 52.52, longitude: 13.405 };

/** Fill the clip's panel; `act` sends, `tried(promise)` tells of what went wrong. */
export function attachMenu(store, { act, tried }) {
  const [button, picker] = [byId("attach"), byId("photo")];
  label(button, "clip", "Attach");
  picker.addEventListener("change", () => {
    const { person, chat } = store.open;
    if (picker.files.length) tried(sendPhoto(person, chat, picker.files[0]));
    picker.value = "";
  });
  panelOf(button, (panel) => {
    const stickers = STICKERS.map((emoji) => {
      const click = () => {
        panel.hidePopover();
        act("sticker", { emoji });
      };
      return el("button", { type: "button", "aria-label": `Send the sticker ${emoji}`, on: { click } }, emoji);
    });
    panel.replaceChildren(
      item("picture", "Photo", () => picker.click()),
      item("mic", "Voice message", () => act("voice", { duration: 3 })),
      item("pin", "Location", () => act("location", PLACE)),
      el("div", { class: "stickers", role: "group", "aria-label": "Stickers" }, stickers),
    );
  });
}
