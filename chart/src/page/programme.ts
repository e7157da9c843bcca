/**
 * The programme on Today: a tap at a thing is put aside on the device and sent by itself; the page shows it at once.
 * On another day than the one the page was made for, the things of that weekday are shown, at the same dose.
 */
import { all, announce, one } from "./find";
import { setReached } from "./network";
import { timing } from "./programme_clock";
import { keepToday } from "./today_kept";
import { dayHere, isMark, newId, putAside, type WaitingMark, waiting } from "./waiting";
import { showWaiting } from "./waiting_list";
import { sendWaiting } from "./waiting_sent";

const TAKEN_BACK = "taken_back";
const DAY_MS = 86_400_000;

export function programme(): void {
  const part = one("[data-programme]");
  if (part === null) return;
  arrange(part);
  for (const form of all<HTMLFormElement>("form[data-marks]", part)) {
    form.addEventListener("submit", (event) => {
      const outcome = (event.submitter as HTMLButtonElement | null)?.value ?? "";
      if (outcome === "" || !mark(part, form, outcome)) return;
      event.preventDefault();
      event.stopPropagation();
    });
  }
  timing(part, (form, outcome) => {
    if (!mark(part, form, outcome)) {
      one<HTMLButtonElement>(`button[value="${outcome}"]`, form)?.click();
    }
  });
}

/** Look again when the page comes back into sight: another day may have begun. */
export function arrangeWhenSeen(): void {
  document.addEventListener("visibilitychange", () => {
    const part = one("[data-programme]");
    if (document.visibilityState === "visible" && part !== null) arrange(part);
  });
}

/** Show the things of a day with what was marked on it. */
export function arrange(part: HTMLElement, today: string = dayHere()): void {
  const made = one("main")?.dataset["today"] ?? today;
  const marks = waiting().filter(isMark);
  const restDays = Number(part.dataset["restDays"] ?? 0);
  let n = 0;
  for (const thing of all("[data-thing]", part)) {
    const item = thing.dataset["thing"] ?? "";
    const own = marks.filter((one) => one.item === item);
    const last = own.filter((one) => one.day === today).at(-1);
    const held = today === made ? (thing.dataset["marked"] ?? "") : "";
    const outcome = last === undefined ? held : last.outcome === TAKEN_BACK ? "" : last.outcome;
    const isDue = today === made ? !thing.hidden : isDueOn(thing, today);
    const isSore = own.some((one) => isRecentlySore(one, today, restDays));
    thing.hidden = !(outcome !== "" || last !== undefined || (isDue && !isSore));
    paint(thing, outcome);
    if (!thing.hidden) n += 1;
  }
  const rest = one("[data-rest-line]", part);
  if (rest !== null) rest.hidden = n > 0;
  const older = one("[data-older]", part);
  if (older !== null) older.hidden = today === made;
  const heading = one("h2", part);
  const words = heading?.dataset[n > 0 ? "due" : "rest"];
  if (heading !== null && words !== undefined && today !== made) heading.textContent = words;
  count(part);
}

function isDueOn(thing: HTMLElement, day: string): boolean {
  const weekday = (new Date(`${day}T12:00:00`).getDay() + 6) % 7;
  const rests = thing.dataset["rests"] ?? "";
  const days = (thing.dataset["weekdays"] ?? "").split(" ");
  return days.includes(String(weekday)) && (rests === "" || day >= rests);
}

/** Too sore on this device, not yet sent: it rests, as it would after the next look at the server. */
function isRecentlySore(mark: WaitingMark, today: string, restDays: number): boolean {
  const days = (Date.parse(today) - Date.parse(mark.day)) / DAY_MS;
  return mark.outcome === "too_sore" && days > 0 && days <= restDays;
}

/** Put a mark aside and send it; false where this device keeps nothing. */
function mark(part: HTMLElement, form: HTMLFormElement, outcome: string): boolean {
  const thing = form.closest<HTMLElement>("[data-thing]");
  if (thing === null) return false;
  const now = new Date();
  const isPut = putAside({
    address: part.dataset["door"] ?? "",
    id: newId(),
    at: now.toISOString(),
    day: dayHere(now),
    item: thing.dataset["thing"] ?? "",
    title: one("h3", thing)?.textContent ?? "",
    outcome,
    why: "",
  });
  if (!isPut) return false;
  paint(thing, outcome === TAKEN_BACK ? "" : outcome);
  count(part);
  const words = one(`button[value="${outcome}"]`, form)?.textContent?.trim() ?? "";
  announce(`${one("h3", thing)?.textContent ?? ""}: ${words}`);
  void sent(thing.dataset["thing"] ?? "", outcome);
  return true;
}

async function sent(item: string, outcome: string): Promise<void> {
  const became = await sendWaiting();
  if (became === "taken") await renew(item, outcome);
  showWaiting();
}

/** Put the programme in place as it stands now, without moving the page or the focus. */
async function renew(item: string, outcome: string): Promise<void> {
  const address = one<HTMLFormElement>("form[data-diary]")?.action ?? location.pathname;
  const response = await fetch(address, { credentials: "same-origin" }).catch(() => null);
  if (response?.ok !== true) return;
  setReached(true);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const [came, now] = [one("[data-programme]", page), one("[data-programme]")];
  if (came === null || now === null || one("dialog[open]") !== null) return;
  const hadFocus = now.contains(document.activeElement);
  const open = all<HTMLDetailsElement>("details[open]", now).map((fold) => placeOf(fold));
  now.replaceWith(document.adoptNode(came));
  for (const fold of all<HTMLDetailsElement>("details", came)) {
    fold.open = open.includes(placeOf(fold));
  }
  programme();
  keepToday();
  if (!hadFocus) return;
  const thing = all("[data-thing]", came).find((one) => one.dataset["thing"] === item);
  const value = outcome === TAKEN_BACK ? "done" : outcome;
  if (thing !== undefined) one(`button[value="${value}"]`, thing)?.focus({ preventScroll: true });
}

function placeOf(fold: HTMLElement): string {
  return (fold.closest<HTMLElement>("[data-thing]")?.dataset["thing"] ?? "") + fold.className;
}

function paint(thing: HTMLElement, outcome: string): void {
  thing.dataset["marked"] = outcome;
  for (const button of all<HTMLButtonElement>("button.outcome", thing)) {
    button.setAttribute("aria-pressed", String(button.value === outcome));
  }
  const undo = one("button.undo", thing);
  if (undo !== null) undo.hidden = outcome === "";
}

function count(part: HTMLElement): void {
  const tag = one("[data-count]", part);
  const shown = all("[data-thing]:not([hidden])", part);
  if (tag === null) return;
  const done = shown.filter((thing) => thing.dataset["marked"] !== "").length;
  tag.hidden = shown.length === 0;
  tag.textContent = (tag.dataset["words"] ?? "")
    .replace("{n}", String(done))
    .replace("{all}", String(shown.length));
}
