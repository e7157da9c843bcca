/**
 * The treatment that runs, kept in this tab, so that a reload without a network shows it again. The page is kept as
 * the server made it, next to the case it was made for; without that very case it is never shown. Docs: decision 0019.
 */
import { all, one } from "./find";
import { keptCase, TREATMENT } from "./kept";
import { pageAsText } from "./kept_page";

interface Kept {
  /** The case as it stands now. */
  readonly told: string;
  readonly html: string;
  readonly place: Place | null;
}

/** How far a treatment has come. */
export interface Place {
  readonly step: number;
  readonly hold: number;
}

const WORKER = "/release-worker.js";
const SCOPE = "/release/";
const STEP = "5";

/** Have the worker ready before a treatment begins; plain HTTP beyond this machine knows none. */
export function readyWorker(): void {
  if (one("#page")?.dataset["step"] !== STEP || !("serviceWorker" in navigator)) return;
  navigator.serviceWorker.register(WORKER, { scope: SCOPE }).catch(() => {
    // Switched off or not reached: everything works, but a reload needs the network.
  });
}

/** Keep a treatment that has just come in; any other page lets go of it. */
export function keepTreatment(): void {
  if (one("[data-restore]") !== null) return;
  const page = one("#page");
  if (page === null || one("[data-treatment]") === null) {
    forgetTreatment();
    return;
  }
  const told = one<HTMLInputElement>('#travel [name="told"]')?.value ?? "";
  const before = read();
  write({ told, html: plain(page), place: before?.told === told ? before.place : null });
}

/** The kept page with the case as it stands now; null where there is none for that case. */
export function keptTreatment(): string | null {
  const kept = read();
  if (kept === null || kept.told !== keptCase()?.told) return null;
  const page = new DOMParser().parseFromString(kept.html, "text/html");
  for (const input of all<HTMLInputElement>('[name="told"]', page)) {
    input.setAttribute("value", kept.told);
  }
  return page.documentElement.outerHTML;
}

/** Something was recorded during the treatment: the case has changed with it. */
export function amendTreatment(told: string): void {
  const kept = read();
  if (kept !== null) write({ ...kept, told });
}

export function keepPlace(place: Place): void {
  const kept = read();
  if (kept !== null) write({ ...kept, place });
}

export function keptPlace(): Place | null {
  return read()?.place ?? null;
}

export function forgetTreatment(): void {
  try {
    sessionStorage.removeItem(TREATMENT);
  } catch {
    // Storage is switched off: nothing was kept.
  }
}

/** The page as text, without the mark against forgery: a fresh one is fetched when it is needed. */
function plain(page: HTMLElement): string {
  const copy = page.cloneNode(true) as HTMLElement;
  for (const mark of all("[name=csrfmiddlewaretoken]", copy)) mark.setAttribute("value", "");
  return pageAsText(copy);
}

function read(): Kept | null {
  try {
    return JSON.parse(sessionStorage.getItem(TREATMENT) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}

function write(kept: Kept): void {
  try {
    sessionStorage.setItem(TREATMENT, JSON.stringify(kept));
  } catch {
    // No room or no storage: the treatment runs, but a reload needs the network.
    forgetTreatment();
  }
}
