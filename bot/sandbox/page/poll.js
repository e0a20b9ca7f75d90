/** Polls and quizzes: voting, results, the explanation behind the lamp. */

import { el, icon } from "./dom.js";

function percent(poll, option) {
  return poll.total_voter_count ? Math.round((100 * option.voter_count) / poll.total_voter_count) : 0;
}

function result(poll, option, index, mine) {
  const chosen = mine.includes(index);
  const right = poll.type === "quiz" && (poll.correct_option_ids ?? []).includes(index);
  const wrong = poll.type === "quiz" && chosen && !right;
  const share = `${percent(poll, option)}%`;
  const words = [right && "right answer", wrong && "wrong answer", chosen && "your vote"].filter(Boolean).join(", ");
  const mark = (right || chosen) && el("span", { class: "mark" }, icon(wrong ? "close" : "check"));
  return el(
    "div",
    { class: `option result ${right ? "right" : ""} ${wrong ? "wrong" : ""}`, vars: { "--share": share } },
    el("span", { class: "share" }, share),
    el("span", {}, option.text, words && el("span", { class: "hidden" }, ` (${words})`)),
    el("span", { class: "track" }, mark),
  );
}

function choice(option, index, pick) {
  const attributes = { type: "button", class: "option", data: { key: `option:${index}` } };
  return el("button", { ...attributes, on: { click: (event) => pick(index, event.currentTarget) } }, el("span", { class: "ring" }), el("span", {}, option.text));
}

function single(poll, vote) {
  const pick = (index, button) => {
    button.setAttribute("aria-checked", "true");
    vote([index]);
  };
  return el("ul", {}, poll.options.map((option, index) => el("li", {}, choice(option, index, pick))));
}

function several(poll, vote) {
  const picked = new Set();
  const submit = el("button", { type: "button", class: "vote", disabled: true, on: { click: () => vote([...picked].sort((a, b) => a - b)) } }, "Vote");
  const pick = (index, button) => {
    picked.has(index) ? picked.delete(index) : picked.add(index);
    button.setAttribute("aria-checked", String(picked.has(index)));
    submit.disabled = picked.size === 0;
  };
  const items = poll.options.map((option, index) => {
    const button = choice(option, index, pick);
    button.setAttribute("role", "checkbox");
    button.setAttribute("aria-checked", "false");
    return el("li", {}, button);
  });
  return [el("ul", { class: "many" }, items), submit];
}

function kindOf(poll) {
  if (poll.is_closed) return "Final results";
  const name = poll.type === "quiz" ? "quiz" : "poll";
  return poll.is_anonymous ? `Anonymous ${name}` : name[0].toUpperCase() + name.slice(1);
}

function count(poll) {
  const noun = poll.type === "quiz" ? "answer" : "vote";
  if (!poll.total_voter_count) return `No ${noun}s yet`;
  return `${poll.total_voter_count} ${noun}${poll.total_voter_count === 1 ? "" : "s"}`;
}

/** A poll's node. `mine` holds the option numbers voted for, `vote(ids)` votes, `explain(text)` shows the explanation. */
export function pollNode(poll, { mine, vote, explain }) {
  const done = mine.length > 0 || poll.is_closed;
  const lamp = done && poll.explanation && el(
    "button",
    { type: "button", class: "lamp", "aria-label": "Show the explanation", title: "Explanation", data: { key: "lamp" }, on: { click: () => explain(poll.explanation) } },
    icon("lamp"),
  );
  const voting = poll.allows_multiple_answers ? several : single;
  const options = done
    ? el("ul", {}, poll.options.map((option, index) => el("li", {}, result(poll, option, index, mine))))
    : voting(poll, vote);
  return el(
    "div",
    { class: "poll", role: "group", "aria-label": poll.question },
    poll.description && el("p", { class: "description" }, poll.description),
    el("p", { class: "question" }, poll.question),
    el("p", { class: "kind" }, kindOf(poll), lamp),
    options,
    (done || !poll.allows_multiple_answers) && el("p", { class: "foot" }, count(poll)),
  );
}
