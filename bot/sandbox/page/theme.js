/** Light, dark, or as the system has it. */

import { label } from "./dom.js";

const KEY = "flexor-theme";
const NEXT = { auto: "light", light: "dark", dark: "auto" };
const LOOK = { auto: ["auto", "Theme: as the system"], light: ["sun", "Theme: light"], dark: ["moon", "Theme: dark"] };

const chosen = () => (localStorage.getItem(KEY) in NEXT ? localStorage.getItem(KEY) : "auto");

function apply(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

apply(chosen());

/** Make a button go through the themes. */
export function themeButton(button) {
  const show = () => label(button, ...LOOK[chosen()]);
  button.addEventListener("click", () => {
    localStorage.setItem(KEY, NEXT[chosen()]);
    apply(chosen());
    show();
  });
  show();
}
