/** The drawer with the newest calls of the bot. */

import { calls } from "./api.js";
import { byId, el, label } from "./dom.js";

const EVERY_MS = 1000;

/** Returns the function that opens the drawer. */
export function callsDrawer() {
  const [drawer, list] = [byId("calls"), byId("calls-list")];
  let timer = 0;
  const refresh = async () => {
    const atEnd = list.scrollHeight - list.clientHeight - list.scrollTop < 40;
    const told = (await calls()).filter(({ method }) => method !== "getUpdates");
    const items = told.map(({ method, status }) =>
      el("li", { class: status === 200 ? "" : "refused" }, el("span", {}, method), el("span", {}, String(status))));
    list.replaceChildren(...items);
    if (atEnd) list.scrollTop = list.scrollHeight;
  };
  const close = () => {
    clearInterval(timer);
    drawer.hidden = true;
    byId("more").focus();
  };
  label(byId("calls-close"), "close", "Close the API log");
  byId("calls-close").addEventListener("click", close);
  drawer.addEventListener("keydown", (event) => event.key === "Escape" && close());
  return () => {
    drawer.hidden = false;
    clearInterval(timer);
    timer = setInterval(() => refresh().catch(() => {}), EVERY_MS);
    refresh().catch(() => {});
    byId("calls-close").focus();
  };
}
