/** The paper clip: sending what is not text. */

import { sendFile } from "./api.js";
import { byId, el, label } from "./dom.js";
import { item, panelOf } from "./panel.js";

const STICKERS = ["👍", "💪", "🏃", "😀", "😣", "🎉"];
const PLACE = { latitude: 52.52, longitude: 13.405 };

/** Fill the clip's panel; `act` sends, `tried(promise)` tells of what went wrong. */
export function attachMenu(store, { act, tried }) {
  const button = byId("attach");
  label(button, "clip", "Attach");
  const pickers = ["photo", "document"].map((kind) => {
    const picker = byId(kind);
    picker.addEventListener("change", () => {
      const { person, chat } = store.open;
      if (picker.files.length) tried(sendFile(kind, person, chat, picker.files[0]));
      picker.value = "";
    });
    return picker;
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
      item("picture", "Photo", () => pickers[0].click()),
      item("file", "File", () => pickers[1].click()),
      item("mic", "Voice message", () => act("voice", { duration: 3 })),
      item("pin", "Location", () => act("location", PLACE)),
      el("div", { class: "stickers", role: "group", "aria-label": "Stickers" }, stickers),
    );
  });
}
