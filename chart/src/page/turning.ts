/** Turns the page: sends a form, puts the new page in place, moves the focus, keeps back and forward working. */
import { all, announce, one, word } from "./find";
import { keepCase, keptCase, keptCountry } from "./kept";
import { type Answered, Lane, type Request } from "./sending";

const BUSY_AFTER_MS = 300;
const MARK = "csrfmiddlewaretoken";
const lane = new Lane();
let onArrival: () => void = () => undefined;
let shown = location.pathname;

/** Say what is to be done with every page that comes in. */
export function whenArrived(arrive: () => void): void {
  onArrival = arrive;
}

/** The path whose page stands here. */
export function shownPath(): string {
  return shown;
}

export type Turn = "push" | "replace" | "stay";

/** Whether a page is on its way; a second press of the same button is then passed over. */
export function isTurning(): boolean {
  return lane.isWaiting;
}

/** Send a form and show the page that comes back; pictures that take long come after it. */
export async function turn(
  request: Request,
  how: Turn = "push",
  otherwise: () => boolean = () => false,
): Promise<void> {
  const busy = setTimeout(() => setBusy(true), BUSY_AFTER_MS);
  try {
    await withMark(request.body);
    const answered = await lane.send({ part: "page", ...request });
    if (answered === null) return;
    if (!show(answered, how)) fail(() => void turn(request, how), answered.status);
  } catch {
    if (!otherwise()) fail(() => void turn(request, how, otherwise));
  } finally {
    clearTimeout(busy);
    setBusy(false);
  }
}

/**
 * Ask for an address with what is kept on this device; `part` as a form would name it, `otherwise` what is shown
 * when the server cannot be reached.
 */
export async function turnToKept(
  path: string,
  how: Turn,
  part = "",
  otherwise: () => boolean = () => false,
): Promise<void> {
  const body = travelling();
  const kept = keptCase();
  if (body === null || kept === null) {
    if (how === "stay") location.reload();
    return;
  }
  body.set("told", kept.told);
  body.set("put_aside", kept.put_aside);
  body.set("cards_done", kept.cards_done);
  body.set("not_ticked", kept.not_ticked ?? "");
  body.set("country", keptCountry());
  if (part !== "") body.set("part", part);
  await turn({ url: path, body }, how, otherwise);
}

/** A page that was kept without a network holds no mark against forgery: fetch a fresh one. */
async function withMark(body: FormData): Promise<void> {
  if (body.get(MARK) !== "") return;
  const response = await fetch(location.pathname, { credentials: "same-origin" });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const mark = one<HTMLInputElement>(`#travel [name="${MARK}"]`, page)?.value ?? "";
  body.set(MARK, mark);
  carry(MARK, mark);
}

/** What every request carries: the case, the country, the mark against forgery. */
export function travelling(): FormData | null {
  const form = one<HTMLFormElement>("#travel");
  return form === null ? null : new FormData(form);
}

/** Put a whole page in place; false when what came back is no page of ours. */
export function show(answered: Answered, how: Turn): boolean {
  const came = new DOMParser().parseFromString(answered.html, "text/html");
  const page = one("#page", came);
  const now = one("#page");
  if (page === null || now === null) return false;
  now.replaceWith(document.adoptNode(page));
  takeLanguage(came);
  document.title = came.title;
  const path = new URL(answered.url).pathname;
  const isSame = path === location.pathname;
  if (how === "push" && !isSame) history.pushState(null, "", path);
  if (how === "replace") history.replaceState(null, "", path);
  shown = location.pathname;
  scrollTo(0, 0);
  onArrival();
  const target = one("#problems") ?? one("h1");
  target?.focus({ preventScroll: true });
  if (target?.id === "problems") target.scrollIntoView({ block: "center" });
  announce(document.title);
  return true;
}

/** A page in another language brings it along, with the words the scripts say. */
function takeLanguage(came: Document): void {
  const { lang } = came.documentElement;
  if (lang === "") return;
  document.documentElement.lang = lang;
  for (const name of ["#words", ".skip"]) {
    const brought = one(name, came);
    if (brought !== null) one(name)?.replaceWith(document.adoptNode(brought));
  }
}

/** Keep what this page carries, so that a reload and a lost network lose nothing. */
export function keepTravelling(): void {
  const told = field("told");
  if (told === "") return;
  keepCase({
    told,
    put_aside: field("put_aside"),
    cards_done: field("cards_done"),
    not_ticked: field("not_ticked"),
  });
}

/** Let every form on the page carry the same case. */
export function carry(name: string, value: string): void {
  for (const input of all<HTMLInputElement>(`input[type=hidden][name="${name}"]`)) {
    input.value = value;
  }
}

/** Say that the server did not answer, what was kept, and offer to try again. */
export function fail(again: () => void, status?: number): void {
  one("#failed")?.remove();
  const note = document.createElement("div");
  note.id = "failed";
  note.className = "note warn";
  note.setAttribute("role", "alert");
  const text = document.createElement("div");
  text.className = "grow";
  const strong = document.createElement("b");
  strong.textContent = word("failed");
  text.append(strong, ` ${word("nothing-lost")}`);
  if (status !== undefined) text.append(detail(`HTTP ${status}`));
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn two small";
  button.textContent = word("try-now");
  const retry = (): void => {
    removeEventListener("online", retry);
    note.remove();
    again();
  };
  button.addEventListener("click", retry);
  addEventListener("online", retry, { once: true });
  note.append(text, button);
  one("main")?.prepend(note);
  note.scrollIntoView({ block: "nearest" });
}

function detail(text: string): HTMLElement {
  const fold = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = word("details");
  fold.append(summary, text);
  return fold;
}

function setBusy(isBusy: boolean): void {
  one("main")?.setAttribute("aria-busy", String(isBusy));
  if (isBusy) announce(word("working"));
}

function field(name: string): string {
  return one<HTMLInputElement>(`#travel [name="${name}"]`)?.value ?? "";
}
