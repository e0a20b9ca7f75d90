/** Pictures, animations, files and the other things a message can carry besides text. */

import { el, icon } from "./dom.js";
import { fileUrl } from "./api.js";

const still = matchMedia("(prefers-reduced-motion: reduce)");

/** A name that stays the same while a message shows the same file, so that an edit does not load it again. */
export function mediaKey(message) {
  const photo = message.photo?.at(-1);
  const file = photo ?? message.animation ?? message.document ?? message.video;
  return file ? file.file_unique_id : null;
}

/** CSS variables that reserve a picture's room before it is loaded, or null where the message has none. */
export function room(message) {
  const picture = message.photo?.at(-1) ?? message.animation ?? message.video;
  if (!picture) return null;
  const { width, height } = picture;
  // The height limit of the style sheet (26rem) must not squeeze the picture: the width shrinks with it.
  const ratio = Math.max(0.4, Math.min(3, width / height));
  return { "--width": `min(${Math.max(150, Math.min(480, width))}px, ${26 * ratio}rem)`, "--ratio": String(ratio) };
}

function show(url, words) {
  const viewer = document.getElementById("viewer");
  viewer.replaceChildren(el("img", { src: url, alt: words }));
  viewer.showModal();
}

function photo(message, words) {
  const best = message.photo.at(-1);
  const url = fileUrl(best.file_id);
  const image = el("img", { src: url, alt: words, width: best.width, height: best.height, decoding: "async" });
  const attributes = { type: "button", class: "media picture", "aria-label": `${words}: enlarge` };
  return el("button", { ...attributes, on: { click: () => show(url, words) } }, image);
}

function movie(file, words) {
  const video = el("video", {
    src: fileUrl(file.file_id), "aria-label": words, loop: true, playsinline: true,
    autoplay: !still.matches, controls: still.matches, preload: "auto",
  });
  video.muted = true;
  return video;
}

/** A GIF cannot be stopped; whoever wants no motion gets its first frame and a button. */
function gif(file, words) {
  const image = el("img", { src: fileUrl(file.file_id), alt: words, width: file.width, height: file.height });
  if (!still.matches) return [image];
  const canvas = el("canvas", { width: file.width, height: file.height, role: "img", "aria-label": words });
  image.decode().then(() => canvas.getContext("2d").drawImage(image, 0, 0), () => {});
  const play = el("button", { type: "button", class: "play", on: { click: () => { canvas.replaceWith(image); play.remove(); } } }, "Play");
  return [canvas, play];
}

function animation(message, words) {
  const file = message.animation;
  const inside = file.mime_type === "video/mp4" ? movie(file, words) : gif(file, words);
  return el("div", { class: "media picture" }, inside, el("span", { class: "badge" }, "GIF"));
}

function size(bytes) {
  if (!bytes) return "File";
  const units = ["B", "KB", "MB"];
  const step = Math.min(2, Math.floor(Math.log2(bytes) / 10));
  return `${(bytes / 1024 ** step).toFixed(step ? 1 : 0)} ${units[step]}`;
}

function file(document_) {
  const name = document_.file_name ?? "file";
  return el(
    "a",
    { class: "file", href: fileUrl(document_.file_id, name), download: name, "aria-label": `Download ${name}` },
    el("span", { class: "disc" }, icon("file")),
    el("span", { class: "title", title: name }, name),
    el("span", { class: "detail" }, size(document_.file_size)),
  );
}

function card(name, title, detail) {
  return el("div", { class: "file" }, el("span", { class: "disc" }, icon(name)), el("span", { class: "title" }, title), el("span", { class: "detail" }, detail));
}

function seconds(count) {
  return `${Math.floor(count / 60)}:${String(count % 60).padStart(2, "0")}`;
}

/** The node for a message's attachment, or null. `words` describes a picture to those who do not see it. */
export function mediaNode(message, words) {
  if (message.photo) return photo(message, words);
  if (message.animation) return animation(message, words);
  if (message.sticker) return el("div", { class: "sticker", role: "img", "aria-label": `Sticker ${message.sticker.emoji ?? ""}` }, message.sticker.emoji ?? "🙂");
  if (message.voice) return card("mic", "Voice message", seconds(message.voice.duration));
  if (message.document) return file(message.document);
  if (message.video) return el("div", { class: "media picture" }, movie(message.video, words));
  if (message.audio) return card("mic", message.audio.title ?? "Audio", seconds(message.audio.duration));
  if (message.location) return card("pin", "Location", `${message.location.latitude.toFixed(4)}, ${message.location.longitude.toFixed(4)}`);
  if (message.contact) return card("people", message.contact.first_name, message.contact.phone_number);
  return null;
}

const KINDS = { photo: "Picture", animation: "Animation", sticker: "Sticker", voice: "Voice message", document: "File", video: "Video", audio: "Audio", location: "Location", contact: "Contact", poll: "Poll" };

/** A message in one line, for the list of chats and for replies. */
export function summary(message) {
  if (!message) return "";
  if (message.poll) return `${message.poll.type === "quiz" ? "Quiz" : "Poll"}: ${message.poll.question}`;
  const kind = Object.keys(KINDS).find((name) => message[name]);
  const words = message.text ?? message.caption;
  const emoji = message.sticker?.emoji ? `${message.sticker.emoji} ` : "";
  return words ?? (kind ? emoji + KINDS[kind] : "Message");
}
