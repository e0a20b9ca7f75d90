/** Instants in the reader's own zone and the sandbox's time. */

const format = (options) => new Intl.DateTimeFormat("en-GB", options);
const HOUR = format({ hour: "2-digit", minute: "2-digit" });
const DAY = format({ day: "numeric", month: "long" });
const DAY_YEAR = format({ day: "numeric", month: "long", year: "numeric" });
const FULL = format({ weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
const DAY_MS = 86_400_000;

let ahead = 0;

/** Take the sandbox's time over from the server, in milliseconds. */
export function setNow(serverMs) {
  ahead = serverMs - Date.now();
}

/** The sandbox's time in milliseconds. */
export const now = () => Date.now() + ahead;

const dayNumber = (ms) => {
  const date = new Date(ms);
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY_MS);
};

export const timeOf = (unix) => HOUR.format(unix * 1000);
export const fullTime = (ms) => FULL.format(ms);
export const dayKey = (unix) => dayNumber(unix * 1000);

/** "Today", "Yesterday", or the date, with the year where it is not this one. */
export function dayName(unix) {
  const age = dayNumber(now()) - dayNumber(unix * 1000);
  if (age === 0) return "Today";
  if (age === 1) return "Yesterday";
  const sameYear = new Date(unix * 1000).getFullYear() === new Date(now()).getFullYear();
  return (sameYear ? DAY : DAY_YEAR).format(unix * 1000);
}

/** The time of today, or the short date of any other day: what a list of chats shows. */
export function shortTime(unix) {
  if (dayKey(unix) === dayNumber(now())) return timeOf(unix);
  return format({ day: "numeric", month: "short" }).format(unix * 1000);
}

function relative(unix) {
  const seconds = Math.round(unix - now() / 1000);
  const steps = [["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const [unit, size] = steps.find(([, length]) => Math.abs(seconds) >= length) ?? steps.at(-1);
  return new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

/** A `date_time` entity in the reader's zone; without a format Telegram leaves the bot's text as it is. */
export function localTime(unix, pattern, text) {
  if (!pattern) return text;
  if (pattern === "r") return relative(unix);
  const options = {};
  if (pattern.includes("w")) options.weekday = pattern.includes("D") ? "long" : "short";
  if (pattern.includes("d")) Object.assign(options, { day: "2-digit", month: "2-digit", year: "2-digit" });
  if (pattern.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/[tT]/.test(pattern)) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (pattern.includes("T")) options.second = "2-digit";
  return format(options).format(unix * 1000);
}
