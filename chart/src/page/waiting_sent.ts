/** Sends what waits on this device; what is refused stays and says why. */
import { one } from "./find";
import { setReached } from "./network";
import { isMark, letGo, noteWhy, type Waiting, waiting } from "./waiting";

interface Answer {
  readonly kept: readonly string[];
  readonly known: readonly string[];
  readonly refused: readonly { readonly id: string; readonly why: string }[];
}

/** What became of it: something was taken, nothing waited or was taken, no network. */
export type Sent = "taken" | "nothing" | "away";

const MARK = "csrfmiddlewaretoken";
const FORBIDDEN = 403;
const SERVER_ERROR = 500;
let running: Promise<Sent> | null = null;

/** Send everything that waits, one request after the other; a second call waits for the first. */
export async function sendWaiting(): Promise<Sent> {
  while (running !== null) await running;
  running = sendAll().finally(() => {
    running = null;
  });
  return running;
}

/** The mark against forgery of this page; a page that was kept holds none, a fresh one is fetched. */
export async function formMark(): Promise<string> {
  const held = one<HTMLInputElement>(`[name=${MARK}]:not([value=""])`)?.value ?? "";
  return held === "" ? freshMark() : held;
}

async function freshMark(): Promise<string> {
  const response = await fetch("/today/", { credentials: "same-origin", cache: "no-store" });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return one<HTMLInputElement>(`[name=${MARK}]`, page)?.value ?? "";
}

async function sendAll(): Promise<Sent> {
  const lists = new Map<string, Waiting[]>();
  for (const entry of waiting()) {
    lists.set(entry.address, [...(lists.get(entry.address) ?? []), entry]);
  }
  let isTaken = false;
  try {
    for (const [address, entries] of lists) {
      const answer = await post(address, entries);
      if (answer === null) continue;
      isTaken ||= answer.kept.length + answer.known.length > 0;
      letGo([...answer.kept, ...answer.known]);
      for (const { id, why } of answer.refused) noteWhy(id, why);
    }
  } catch {
    setReached(false);
    return "away";
  }
  if (lists.size > 0) setReached(true);
  return isTaken ? "taken" : "nothing";
}

/** The answer to some entries; null where the server cannot take any of them now. */
async function post(address: string, entries: readonly Waiting[]): Promise<Answer | null> {
  let response = await ask(address, entries, await formMark());
  if (response.status === FORBIDDEN) response = await ask(address, entries, await freshMark());
  if (response.ok) return (await response.json()) as Answer;
  if (response.status >= SERVER_ERROR) throw new Error(`HTTP ${response.status}`);
  const why = await reason(response);
  for (const { id } of entries) noteWhy(id, why);
  return null;
}

function ask(address: string, entries: readonly Waiting[], mark: string): Promise<Response> {
  const marks = entries.filter(isMark);
  const told = entries.filter((entry) => !isMark(entry));
  const body = {
    entries: told.map((entry) => ({
      id: entry.id,
      at: entry.at,
      ...("values" in entry ? entry.values : {}),
    })),
    ...(marks.length === 0
      ? {}
      : {
          outcomes: marks.map(({ id, at, day, item, outcome }) => ({ id, at, day, item, outcome })),
        }),
  };
  return fetch(address, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", "X-CSRFToken": mark },
    credentials: "same-origin",
  });
}

/** What a refusal says, in whichever of our shapes it comes. */
async function reason(response: Response): Promise<string> {
  const told = (await response.json().catch(() => ({}))) as {
    detail?: string;
    error?: { message?: string };
  };
  return told.detail ?? told.error?.message ?? `HTTP ${response.status}`;
}
