/** Panels that open beside a button or under the pointer. Esc, a tap outside and the focus are the browser's. */

import { byId, el, icon } from "./dom.js";

const GAP = 6;

/** Put an open panel beside `anchor` (an element or a pointer event), inside the window. */
function place(panel, anchor) {
  const box = anchor.getBoundingClientRect?.() ?? { left: anchor.clientX, right: anchor.clientX, top: anchor.clientY, bottom: anchor.clientY };
  const { offsetWidth: width, offsetHeight: height } = panel;
  const below = box.bottom + GAP + height <= innerHeight;
  const left = box.left + width > innerWidth - GAP ? box.right - width : box.left;
  panel.style.left = `${Math.max(GAP, Math.min(left, innerWidth - width - GAP))}px`;
  panel.style.top = `${Math.max(GAP, below ? box.bottom + GAP : box.top - height - GAP)}px`;
}

/** Tie a button with `popovertarget` to its panel: `fill(panel)` builds what is inside, each time it opens. */
export function panelOf(button, fill) {
  const panel = byId(button.getAttribute("popovertarget"));
  panel.addEventListener("beforetoggle", (event) => {
    if (event.newState === "open") fill(panel);
  });
  panel.addEventListener("toggle", (event) => {
    button.setAttribute("aria-expanded", String(event.newState === "open"));
    if (event.newState !== "open") return;
    place(panel, button);
    panel.querySelector("button, input")?.focus({ focusVisible: false });
  });
  button.setAttribute("aria-expanded", "false");
  return panel;
}

/** Open a panel of items at an element or pointer event; the focus goes to the first. */
export function openPanel(panel, anchor, items) {
  panel.replaceChildren(...items);
  if (panel.matches(":popover-open")) panel.hidePopover();
  panel.showPopover();
  place(panel, anchor);
  panel.querySelector("button")?.focus();
}

/** A line of a panel; it closes the panel and does its deed. */
export function item(name, words, deed, kind = "") {
  const click = (event) => {
    event.currentTarget.closest("[popover]").hidePopover();
    deed();
  };
  return el("button", { type: "button", class: `item ${kind}`, on: { click } }, icon(name), words);
}
