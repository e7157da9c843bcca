/**
 * What waits on this device to be sent: entries of the diary, and marks at things of the programme. Each lies under a
 * key of its own, so that two open pages never overwrite one another's. Sent twice, it is recorded once.
 */

export interface WaitingEntry {
  readonly address: string;
  readonly id: string;
  readonly at: string;
  readonly values: Readonly<Record<string, number | string>>;
  /** Why it was not taken; empty while it only waits. */
  readonly why: string;
}

export interface WaitingMark {
  readonly address: string;
  readonly id: string;
  readonly at: string;
  /** The day of the programme, by the clock of this device. */
  readonly day: string;
  readonly item: string;
  readonly title: string;
  readonly outcome: string;
  readonly why: string;
}

export type Waiting = WaitingEntry | WaitingMark;

const KEY = "unknot-waiting:";
/** All in one list: where they lay before each had a key of its own. */
const LIST = "unknot-diary-waiting";

export function isMark(one: Waiting): one is WaitingMark {
  return "outcome" in one;
}

/** What waits on this device, oldest first. */
export function waiting(): readonly Waiting[] {
  try {
    takeOver();
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(KEY));
    const found = keys.flatMap((key) => read(localStorage.getItem(key)));
    return found.sort((one, other) => one.at.localeCompare(other.at));
  } catch {
    return [];
  }
}

/** Put something aside; false where the device keeps nothing: the plain form is sent then. */
export function putAside(one: Waiting): boolean {
  try {
    localStorage.setItem(KEY + one.id, JSON.stringify(one));
    return true;
  } catch {
    return false;
  }
}

/** Let go of what was taken, or of what somebody removed. */
export function letGo(ids: Iterable<string>): void {
  try {
    for (const id of ids) localStorage.removeItem(KEY + id);
  } catch {
    // Storage is switched off: nothing was kept.
  }
}

/** Keep beside what waits why it was not taken; what was let go meanwhile stays gone. */
export function noteWhy(id: string, why: string): void {
  const one = waiting().find((other) => other.id === id);
  if (one !== undefined) putAside({ ...one, why });
}

/** The day on this device, such as 2026-11-25. */
export function dayHere(now: Date = new Date()): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
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

function read(text: string | null): Waiting[] {
  try {
    const one = JSON.parse(text ?? "null") as Waiting | null;
    return one !== null && typeof one.id === "string" && typeof one.at === "string" ? [one] : [];
  } catch {
    return [];
  }
}

/** Give each of an older list its own key. */
function takeOver(): void {
  const text = localStorage.getItem(LIST);
  if (text === null) return;
  const list: unknown = JSON.parse(text);
  for (const one of Array.isArray(list) ? (list as Waiting[]) : []) {
    localStorage.setItem(KEY + one.id, JSON.stringify(one));
  }
  localStorage.removeItem(LIST);
}
