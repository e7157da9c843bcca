/**
 * The diary on the device: an entry is put aside here first and then sent, so that none is lost without a network.
 * Every entry has an id of its own; sending it twice records it once. What cannot be read is left to the plain form,
 * whose answer says what to mend.
 */
import { all, announce, one } from "./find";
import { forgetDraft } from "./kept";
import { setReached } from "./network";
import { turn } from "./turning";

export interface Waiting {
  readonly address: string;
  readonly id: string;
  readonly at: string;
  readonly values: Readonly<Record<string, number | string>>;
  /** Why it was not taken; empty while it only waits. */
  readonly why: string;
}

interface Answer {
  readonly kept: readonly string[];
  readonly known: readonly string[];
  readonly refused: readonly { readonly id: string; readonly why: string }[];
}

const WAITING = "unknot-diary-waiting";
const SAID = ["home_care", "load", "sleep", "stress"] as const;
let isSending = false;

export function diary(): void {
  for (const form of all<HTMLFormElement>("form[data-resume]")) {
    form.addEventListener("submit", () => forgetDraft());
  }
  const form = one<HTMLFormElement>("form[data-diary]");
  if (form === null) return;
  form.addEventListener("submit", (event) => {
    const entry = entryOf(form);
    if (entry === null || !put([...waiting(), entry])) return;
    event.preventDefault();
    event.stopPropagation();
    void send(form, entry.id);
  });
  one("[data-send-now]")?.addEventListener("click", () => void send(form));
  show();
  if (waiting().length > 0) void send(form);
}

/** Send again as soon as there is a network. */
export function sendWhenReached(): void {
  addEventListener("online", () => {
    const form = one<HTMLFormElement>("form[data-diary]");
    if (form !== null) void send(form);
  });
}

/** What the form says as an entry; null for what only the server can put into words. */
export function entryOf(form: HTMLFormElement, now: Date = new Date()): Waiting | null {
  const told = new FormData(form);
  const text = (name: string): string => String(told.get(name) ?? "").trim();
  const at = text("at") === "" ? now : new Date(text("at"));
  if (Number.isNaN(at.getTime()) || at.getTime() > now.getTime()) return null;
  const values: Record<string, number | string> = {};
  for (const name of ["pain", "ppt_kpa"]) {
    const given = text(name).replace(",", ".");
    if (given === "") continue;
    if (!/^\d{1,4}(\.\d{1,3})?$/.test(given)) return null;
    values[name] = Number(given);
  }
  for (const name of SAID) {
    const given = text(`say_${name}`) || text(name);
    if (given !== "") values[name] = Number(given);
  }
  if (text("note") !== "") values["note"] = text("note");
  if (Object.keys(values).length === 0) return null;
  return {
    address: form.dataset["diary"] ?? "",
    id: text("entry_id") || newId(),
    at: at.toISOString(),
    values,
    why: "",
  };
}

/** Send what waits; `fresh` is the entry that was just told. */
async function send(form: HTMLFormElement, fresh = ""): Promise<void> {
  if (isSending) return;
  isSending = true;
  try {
    const lists = new Map<string, Waiting[]>();
    for (const entry of waiting()) {
      lists.set(entry.address, [...(lists.get(entry.address) ?? []), entry]);
    }
    let isTaken = false;
    for (const [address, entries] of lists) {
      const answer = await post(form, address, entries);
      if (answer === null) continue;
      isTaken ||= answer.kept.length + answer.known.length > 0;
      settle(answer);
    }
    setReached(true);
    const refused = waiting().find((entry) => entry.id === fresh && entry.why !== "");
    if (refused !== undefined) {
      // The plain form says it at its place, with what was typed.
      put(waiting().filter((entry) => entry.id !== fresh));
      await again(form, new FormData(form));
    } else if (isTaken) {
      await again(form, marked(form));
    }
  } catch {
    setReached(false);
    if (fresh !== "") clear(form);
    announce(one("#waiting-h")?.textContent ?? "");
  } finally {
    isSending = false;
    show();
  }
}

/** The answer to some entries; null where the server cannot take any of them now. */
async function post(
  form: HTMLFormElement,
  address: string,
  entries: readonly Waiting[],
): Promise<Answer | null> {
  const sent = entries.map(({ id, at, values }) => ({ id, at, ...values }));
  const response = await fetch(address, {
    method: "POST",
    body: JSON.stringify({ entries: sent }),
    headers: { "Content-Type": "application/json", "X-CSRFToken": mark(form) },
    credentials: "same-origin",
  });
  if (response.ok) return (await response.json()) as Answer;
  if (response.status >= 500) throw new Error(`HTTP ${response.status}`);
  const why = await reason(response);
  put(waiting().map((entry) => (entry.address === address ? { ...entry, why } : entry)));
  return null;
}

/** What a refusal says, in whichever of our shapes it comes. */
async function reason(response: Response): Promise<string> {
  const told = (await response.json().catch(() => ({}))) as {
    detail?: string;
    error?: { message?: string };
  };
  return told.detail ?? told.error?.message ?? `HTTP ${response.status}`;
}

/** Let go of what was taken; what was refused stays and says why. */
function settle(answer: Answer): void {
  const done = new Set([...answer.kept, ...answer.known]);
  const why = new Map(answer.refused.map((one) => [one.id, one.why]));
  put(
    waiting()
      .filter((entry) => !done.has(entry.id))
      .map((entry) => ({ ...entry, why: why.get(entry.id) ?? entry.why })),
  );
}

/** Ask for the page anew; the address stays as it is. */
async function again(form: HTMLFormElement, body: FormData): Promise<void> {
  if (form.isConnected) await turn({ url: form.action, body }, "stay");
}

function marked(form: HTMLFormElement): FormData {
  const body = new FormData();
  body.set("csrfmiddlewaretoken", mark(form));
  return body;
}

function mark(form: HTMLFormElement): string {
  return one<HTMLInputElement>("[name=csrfmiddlewaretoken]", form)?.value ?? "";
}

/** Make the form ready for the next entry. */
function clear(form: HTMLFormElement): void {
  form.reset();
  for (const box of all<HTMLInputElement>("input:checked", form)) box.checked = false;
  const id = one<HTMLInputElement>("[name=entry_id]", form);
  if (id !== null) id.value = newId();
}

/** List what waits. */
function show(): void {
  const part = one("[data-waiting]");
  const list = one("[data-waiting-list]");
  if (part === null || list === null) return;
  const entries = waiting();
  part.hidden = entries.length === 0;
  const count = one("[data-waiting-n]");
  if (count !== null) count.textContent = String(entries.length);
  list.replaceChildren(...entries.map((entry) => line(entry, list)));
}

function line(entry: Waiting, list: HTMLElement): HTMLElement {
  const item = document.createElement("li");
  const text = document.createElement("span");
  const at = new Date(entry.at).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  const pain = entry.values["pain"];
  text.textContent =
    pain === undefined ? at : `${at} · ${list.dataset["pain"] ?? ""} ${String(pain)}`;
  if (entry.why !== "") {
    const why = document.createElement("span");
    why.className = "why-not";
    why.textContent = entry.why;
    text.append(why);
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "textlink";
  button.textContent = list.dataset["remove"] ?? "";
  button.setAttribute("aria-label", `${button.textContent}: ${at}`);
  button.addEventListener("click", () => {
    put(waiting().filter((other) => other.id !== entry.id));
    show();
  });
  item.append(text, button);
  return item;
}

/** What waits on this device, oldest first. */
export function waiting(): readonly Waiting[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(WAITING) ?? "[]");
    return Array.isArray(kept) ? (kept as Waiting[]) : [];
  } catch {
    return [];
  }
}

/** False where the device keeps nothing: the plain form is sent then. */
function put(entries: readonly Waiting[]): boolean {
  try {
    localStorage.setItem(WAITING, JSON.stringify(entries));
    return true;
  } catch {
    return false;
  }
}

/** A random UUID; the short way is missing where the connection is not encrypted. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}
