/** Starts the page: one store, the views over it, and the stream of events that keeps it true. */

import * as api from "./api.js";
import { attachMenu } from "./attach.js";
import { clock, heading, moreMenu } from "./bar.js";
import { callsDrawer } from "./calls.js";
import { ChatView } from "./chat.js";
import { CommandList } from "./commands.js";
import { Composer } from "./composer.js";
import { byId, label } from "./dom.js";
import { replyKeyboard } from "./keys.js";
import { alarm, hush, notify, showAnswer } from "./notice.js";
import { item, openPanel } from "./panel.js";
import { peopleList } from "./people.js";
import { Store } from "./store.js";
import { themeButton } from "./theme.js";

const store = new Store();

/** What a failed request says to the person; the result, or null. */
async function tried(promise) {
  try {
    return await promise;
  } catch (error) {
    notify(error.message);
    return null;
  }
}

const act = (name, body = {}) => tried(api.act(name, { person: store.open.person, chat: store.open.chat, ...body }));

function say(text, reply_to) {
  hush();
  return act("say", reply_to ? { text, reply_to } : { text });
}

async function vote(poll, option_ids) {
  if (!(await act("vote", { poll_id: poll.id, option_ids }))) return;
  store.open.votes[poll.id] = option_ids;
  const message = store.messages.find((each) => each.poll?.id === poll.id);
  if (message) store.tell("edited", { message });
  const wrong = poll.type === "quiz" && !option_ids.every((id) => (poll.correct_option_ids ?? []).includes(id));
  if (wrong && poll.explanation) notify(poll.explanation);
}

async function tap(message_id, data) {
  const answer = await act("tap", { message_id, data });
  return answer?.query_id ?? null;
}

const context = {
  get bot() { return store.bot; },
  get person() { return store.open.person; },
  get group() { return store.open.kind === "group"; },
  get votes() { return store.open.votes; },
  say, act, vote, tap, notify, tried,
  explain: notify,
  jump: (id) => view.jump(id),
  await: (button, query) => view.await(button, query),
  actions: messageActions,
};

function messageActions(id, node, pointer) {
  const message = store.open.messages.get(id);
  if (!message || byId("composer").hidden) return;
  const items = [item("reply", "Reply", () => composer.reply(message))];
  if (composer.canEdit(message)) items.push(item("pencil", "Edit", () => composer.edit(message)));
  openPanel(byId("message-panel"), pointer ?? node, items);
}

let loading = 0;
let waiting = [];

/** Load the state anew; events that come meanwhile are applied after it. */
async function reload(chosen = store.open) {
  const mine = ++loading;
  try {
    const state = await api.state(chosen?.person, chosen?.chat);
    if (mine !== loading) return;
    loading = 0;
    store.load(state);
    for (const event of waiting.splice(0)) store.happened(event);
  } catch (error) {
    if (mine === loading) loading = 0;
    notify(error.message);
  }
}

function happened(event) {
  if (loading) waiting.push(event);
  else store.happened(event);
}

function showView(name) {
  document.body.dataset.view = name;
}

async function choose(chat) {
  location.replace(`#${chat.person}/${chat.chat}`);
  showView("chat");
  if (!store.isOpen(chat)) await reload(chat);
  composer.focus();
}

function remembered(chats) {
  const [person, chat] = location.hash.slice(1).split("/").map(Number);
  return chats.find((each) => each.person === person && each.chat === chat) ?? chats[0];
}

async function opened() {
  byId("offline").hidden = true;
  if (store.open) return reload();
  const { chats } = await api.state();
  if (!chats.length) return notify("There is nobody to be: add people to the sandbox.");
  await reload(remembered(chats));
  composer.focus();
}

const view = new ChatView(store, context);
const composer = new Composer(store, context);
new CommandList(store, { say, composer });
replyKeyboard(store, context);
attachMenu(store, context);
heading(store);
clock(store, (forward_s) => act("clock", { forward_s }), () => act("next", {}));
moreMenu(store, { act, showCalls: callsDrawer() });
peopleList(store, choose);
themeButton(byId("theme"));
label(byId("back"), "back", "People");
byId("back").addEventListener("click", () => {
  showView("people");
  byId("people-list").querySelector("[aria-current]")?.focus();
});
store.on("stale", () => reload());
store.on("answered", showAnswer);
addEventListener("unhandledrejection", (event) => alarm(String(event.reason?.message ?? event.reason)));
api.listen({
  opened: () => tried(opened()),
  lost: () => { byId("offline").hidden = false; },
  happened,
});
