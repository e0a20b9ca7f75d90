/** Building elements. Text always goes in as text: nothing here parses HTML. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an element. `attributes` holds attributes; `on` listeners, `data` the data set, `vars` CSS variables.
 * Children that are null or false are left out; strings become text nodes.
 */
export function el(tag, { on = {}, data = {}, vars = {}, ...attributes } = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, String(value));
  }
  for (const [name, listener] of Object.entries(on)) node.addEventListener(name, listener);
  for (const [name, value] of Object.entries(data)) node.dataset[name] = value;
  for (const [name, value] of Object.entries(vars)) node.style.setProperty(name, value);
  node.append(...children.flat().filter((child) => child != null && child !== false));
  return node;
}

export const byId = (id) => document.getElementById(id);

const PATHS = {
  back: "M15 5l-7 7 7 7",
  more: "M12 5.5v.01M12 12v.01M12 18.5v.01",
  clock: "M12 7v5l3 2M12 3.5a8.5 8.5 0 1 0 .01 0z",
  send: "M4 12l16-8-5 16-3.5-6.5L4 12zM11.5 13.5L20 4",
  clip: "M19 11l-7.5 7.5a4.6 4.6 0 0 1-6.5-6.5L13 4a3.1 3.1 0 0 1 4.4 4.4l-7.7 7.7a1.5 1.5 0 0 1-2.2-2.2L14.5 7",
  lines: "M5 7h14M5 12h14M5 17h9",
  close: "M6 6l12 12M18 6L6 18",
  keys: "M4 7h16v10H4zM7.5 10.5v.01M12 10.5v.01M16.5 10.5v.01M8 14h8",
  down: "M6 9l6 6 6-6",
  sun: "M12 8a4 4 0 1 0 .01 0zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  moon: "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
  auto: "M12 3.5a8.5 8.5 0 1 0 .01 0zM12 3.5v17M12 6.5h5.5M12 10h8M12 13.5h8M12 17h5.5",
  picture: "M4 5h16v14H4zM4 16l4.5-4.5 4 4 3-3L20 17M15.5 9v.01",
  mic: "M12 4a2.5 2.5 0 0 0-2.5 2.5v5a2.5 2.5 0 0 0 5 0v-5A2.5 2.5 0 0 0 12 4zM6.5 11.5a5.5 5.5 0 0 0 11 0M12 17v3",
  smile: "M12 3.5a8.5 8.5 0 1 0 .01 0zM8.5 14a4.2 4.2 0 0 0 7 0M9 9.5v.01M15 9.5v.01",
  pin: "M12 21s6.5-6 6.5-11a6.5 6.5 0 0 0-13 0c0 5 6.5 11 6.5 11zM12 7.8a2.2 2.2 0 1 0 .01 0z",
  file: "M7 3.5h7l4 4V20.5H7zM14 3.5v4h4",
  ban: "M12 3.5a8.5 8.5 0 1 0 .01 0zM6 6l12 12",
  reply: "M10 6l-6 5.5 6 5.5v-3.5c5 0 8 1.5 10 5-.5-6-4-9-10-9.2z",
  pencil: "M5 19l1-4L16.5 4.5l3 3L9 18zM14.5 6.5l3 3",
  list: "M9 6h11M9 12h11M9 18h11M4.5 6v.01M4.5 12v.01M4.5 18v.01",
  link: "M9 15L17 7M10 7h7v7",
  copy: "M9 9h10v10H9zM15 9V5H5v10h4",
  lamp: "M9 18h6M10 21h4M12 3a6 6 0 0 0-3.5 10.9c.5.4.5 1.1.5 1.6h6c0-.5 0-1.2.5-1.6A6 6 0 0 0 12 3z",
  check: "M5 12.5l4.5 4.5L19 7.5",
  ticks: "M2.5 12.5l4 4 8-9M11 15.5l1 1 8-9",
  people: "M9 5a3.5 3.5 0 1 0 .01 0zM2.5 19a6.5 6.5 0 0 1 13 0M16 5.5a3.3 3.3 0 0 1 0 6.3M18 14a6.2 6.2 0 0 1 3.5 5",
};

/** A line icon of 24 by 24 units that screen readers pass over. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", `icon icon-${name}`);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** Give a button an icon, and its name to everybody who cannot see the icon. */
export function label(button, name, words) {
  button.replaceChildren(icon(name));
  button.setAttribute("aria-label", words);
  button.title = words;
}

/** One of seven colours and the initials that stand for a person without a picture. */
export function avatar(id, name) {
  const initials = name.split(/\s+/).slice(0, 2).map((word) => [...word][0] ?? "").join("");
  return el("span", { class: `avatar tint-${Math.abs(id) % 7}`, "aria-hidden": "true" }, initials);
}
