/** The server's people API: what is, what a person does, and what happens. */

async function read(answer) {
  const body = await answer.json().catch(() => ({ error: `The server answered ${answer.status}.` }));
  if (!answer.ok) throw new Error(body.error ?? `The server answered ${answer.status}.`);
  return body;
}

/** Everybody, the bot and the time; with a person and a chat, that chat's messages too. */
export async function state(person, chat) {
  const query = person == null ? "" : `?person=${person}&chat=${chat}`;
  return read(await fetch(`/api/state${query}`));
}

/** Do something as a person, for example `act("say", {person, chat, text})`. Throws an Error with a sentence. */
export async function act(name, body) {
  const headers = { "Content-Type": "application/json" };
  return read(await fetch(`/api/${name}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

/** Send a picture (`kind` "photo") or any file ("document") as a person. */
export async function sendFile(kind, person, chat, file) {
  const headers = { "Content-Type": file.type || "application/octet-stream" };
  const query = `person=${person}&chat=${chat}&name=${encodeURIComponent(file.name)}`;
  return read(await fetch(`/api/${kind}?${query}`, { method: "POST", headers, body: file }));
}

/** The newest calls of the bot, oldest first. */
export async function calls() {
  return (await read(await fetch("/api/calls"))).calls;
}

export const fileUrl = (id, name) =>
  `/api/file?id=${encodeURIComponent(id)}${name ? `&name=${encodeURIComponent(name)}` : ""}`;

/** Hear of everything that happens. The browser connects again by itself; `opened` is then called again. */
export function listen({ opened, lost, happened }) {
  const source = new EventSource("/api/events");
  source.addEventListener("open", opened);
  source.addEventListener("error", lost);
  source.addEventListener("message", (event) => happened(JSON.parse(event.data)));
  addEventListener("pagehide", () => source.close());
}
