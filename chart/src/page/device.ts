/** Says what is kept on this device, and wipes it. */
import { locale, one } from "./find";
import { forget, keptCase } from "./kept";
import { forgetToday, forgetWorker, keptAt } from "./today_kept";
import { letGo, waiting } from "./waiting";
import { counted, showWaiting } from "./waiting_list";

/** Choices that say nothing about a pain. */
const CHOICES = ["unknot-signals", "unknot-country", "unknot-guess-first", "unknot-painted-view"];

export function device(): void {
  const part = one<HTMLDetailsElement>("details[data-device]");
  if (part === null) return;
  const insecure = one("[data-insecure]", part);
  if (insecure !== null) insecure.hidden = isSecureContext && "serviceWorker" in navigator;
  part.addEventListener("toggle", () => void show(part));
  one("[data-wipe]", part)?.addEventListener("click", () => ask(part));
  one("[data-wipe-all]", part)?.addEventListener("click", () => void wipe(part));
  one("[data-wipe-not]", part)?.addEventListener("click", () => {
    one("[data-wipe-sure]", part)?.setAttribute("hidden", "");
    one("[data-wipe]", part)?.focus();
  });
}

async function show(part: HTMLElement): Promise<void> {
  const none = part.dataset["none"] ?? "";
  const at = keptAt();
  const when =
    at === null
      ? ""
      : new Date(at).toLocaleString(locale(), { dateStyle: "medium", timeStyle: "short" });
  const n = waiting().length;
  say(part, "waiting", n === 0 ? none : String(n));
  say(part, "today", at === null ? none : (part.dataset["saved"] ?? "").replace("{when}", when));
  sayIf(part, "case", keptCase() !== null);
  sayIf(part, "choices", CHOICES.some(isKept));
  sayIf(part, "files", await hasFiles());
}

/** Wipe at once when nothing waits; else ask once more. */
function ask(part: HTMLElement): void {
  const n = waiting().length;
  const sure = one("[data-wipe-sure]", part);
  const words = one("[data-wipe-n]", part);
  if (n === 0 || sure === null || words === null) {
    void wipe(part);
    return;
  }
  words.textContent = counted(words, n);
  sure.hidden = false;
  one("[data-wipe-not]", part)?.focus();
}

async function wipe(part: HTMLElement): Promise<void> {
  letGo(waiting().map((entry) => entry.id));
  forgetToday();
  forget();
  try {
    for (const name of CHOICES) localStorage.removeItem(name);
    sessionStorage.clear();
  } catch {
    // Storage is switched off: nothing was kept.
  }
  await forgetWorker();
  one("[data-wipe-sure]", part)?.setAttribute("hidden", "");
  const wiped = one("[data-wiped]", part);
  if (wiped !== null) wiped.hidden = false;
  showWaiting();
  await show(part);
}

function isKept(name: string): boolean {
  try {
    return localStorage.getItem(name) !== null || sessionStorage.getItem(name) !== null;
  } catch {
    return false;
  }
}

async function hasFiles(): Promise<boolean> {
  if (!("caches" in globalThis)) return false;
  return (await caches.keys()).some((name) => name.startsWith("unknot-"));
}

function sayIf(part: HTMLElement, place: string, is: boolean): void {
  const element = one(`[data-device-${place}]`, part);
  say(part, place, is ? (element?.dataset["yes"] ?? "") : (part.dataset["none"] ?? ""));
}

function say(part: HTMLElement, place: string, text: string): void {
  const element = one(`[data-device-${place}]`, part);
  if (element !== null) element.textContent = text;
}
