/**
 * Today for days without a network: the page is kept on this device as the server made it, and shown by the worker's
 * shell when it cannot be fetched. Docs: decision 0027.
 */
import { all, locale, one } from "./find";
import { pageAsText } from "./kept_page";
import { setReached } from "./network";
import { show } from "./turning";

export interface KeptToday {
  readonly html: string;
  /** When it was fetched. */
  readonly at: string;
}

type Kept = Readonly<Record<string, KeptToday>>;

export const KEPT_TODAY = "unknot-today";
const WORKER = "/today-worker.js";
const SCOPE = "/today/";
const TODAY = /^\/today\/([0-9a-f-]{36}\/)?$/;
/** So many are kept, one for each pain that was looked at. */
const MOST = 4;
/** How often a kept page looks whether there is a network. [ms] */
const LOOK_MS = 5000;

let looking: ReturnType<typeof setInterval> | undefined;

/** Keep the Today that came in; let go of it when the pages are closed or a warning sign blocks. */
export function keepToday(): void {
  clearInterval(looking);
  const main = one("main[data-today]");
  if (main === null) {
    const isClosed = TODAY.test(location.pathname) && one("[data-restore]") === null;
    if (isClosed || one("[data-blocked]") !== null) forgetToday();
    return;
  }
  if (main.dataset["kept"] === undefined) {
    write(main);
    readyWorker();
  } else {
    showAge(main.dataset["kept"]);
    looking = setInterval(() => void lookForNetwork(), LOOK_MS);
  }
}

/** The kept page of an address, or the newest one; null without any. */
export function keptToday(path: string): KeptToday | null {
  const kept = read();
  const newest = Object.values(kept).sort((one, other) => other.at.localeCompare(one.at))[0];
  return kept[path] ?? newest ?? null;
}

/** When the newest one was fetched; null without any. */
export function keptAt(): string | null {
  return keptToday("")?.at ?? null;
}

export function forgetToday(): void {
  try {
    localStorage.removeItem(KEPT_TODAY);
  } catch {
    // Storage is switched off: nothing was kept.
  }
}

/** Show the kept Today in the place of the shell; false where there is none. */
export function showKeptToday(): boolean {
  const kept = keptToday(location.pathname);
  if (kept === null) return false;
  setReached(false);
  return show({ html: kept.html, url: location.href, status: 200 }, "stay");
}

/** Fetch Today anew and put it in place. */
export async function refreshToday(address: string = location.pathname): Promise<void> {
  const response = await fetch(address, { credentials: "same-origin" }).catch(() => null);
  if (response === null) return;
  setReached(true);
  show({ html: await response.text(), url: response.url, status: response.status }, "stay");
}

/** Forget the files of the program as well. */
export async function forgetWorker(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const found = await navigator.serviceWorker.getRegistration(SCOPE);
  await found?.unregister();
  for (const name of await caches.keys()) {
    if (name.startsWith("unknot-today-")) await caches.delete(name);
  }
}

/** Have the worker ready; plain HTTP beyond this machine knows none. */
function readyWorker(): void {
  if (!("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register(WORKER, { scope: SCOPE }).catch(() => {
    // Switched off or not reached: everything works, but opening anew needs the network.
  });
}

async function lookForNetwork(): Promise<void> {
  const answer = await fetch("/healthz", { cache: "no-store" }).catch(() => null);
  if (answer?.ok !== true) return;
  clearInterval(looking);
  dispatchEvent(new Event("online"));
  await refreshToday();
}

function showAge(at: string): void {
  const note = one("[data-kept-view]");
  const words = note === null ? null : one("span", note);
  if (note === null || words === null) return;
  const when = new Date(at).toLocaleString(locale(), { dateStyle: "medium", timeStyle: "short" });
  words.textContent = (note.dataset["words"] ?? "").replace("{when}", when);
  note.hidden = false;
}

/** The page as text, without the marks against forgery: a fresh one is fetched when it is needed. */
function plain(at: string): string {
  const page = one("#page");
  const copy = page?.cloneNode(true) as HTMLElement;
  for (const mark of all("[name=csrfmiddlewaretoken]", copy)) mark.setAttribute("value", "");
  // What was just kept is news of that moment, not of the day on which the copy is opened.
  one("[data-news]", copy)?.remove();
  one("main", copy)?.setAttribute("data-kept", at);
  return pageAsText(copy);
}

function write(main: HTMLElement): void {
  const at = new Date().toISOString();
  const own = one<HTMLFormElement>("form[data-diary]", main)?.getAttribute("action") ?? "";
  const others = Object.entries(read()).filter(([path]) => path !== own && path !== SCOPE);
  const newest = others.sort(([, one], [, other]) => other.at.localeCompare(one.at));
  const kept: Kept = {
    ...Object.fromEntries(newest.slice(0, MOST - 1)),
    [own]: { html: plain(at), at },
  };
  try {
    localStorage.setItem(KEPT_TODAY, JSON.stringify(kept));
  } catch {
    // No room or no storage: Today works, but opening anew needs the network.
    forgetToday();
  }
}

function read(): Kept {
  try {
    return (JSON.parse(localStorage.getItem(KEPT_TODAY) ?? "{}") as Kept | null) ?? {};
  } catch {
    return {};
  }
}
