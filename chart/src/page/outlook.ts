/**
 * The outlook: every choice brings a new answer in place. The form stays untouched, so the focus stays where it is;
 * tables that were opened stay open. What was chosen is kept in this tab, so that a reload loses nothing.
 */
import { all, announce, one } from "./find";
import { Lane } from "./sending";
import { fail } from "./turning";

const WAIT_MS = 120;
const BUSY_AFTER_MS = 300;
const CHOSEN = "unknot-outlook";
const lane = new Lane();
let watching: IntersectionObserver | null = null;

export function outlook(): void {
  watching?.disconnect();
  const form = one<HTMLFormElement>("form#outlook");
  if (form === null) return;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  form.addEventListener("change", () => {
    keep(form);
    clearTimeout(waiting);
    waiting = setTimeout(() => void ask(form), WAIT_MS);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    void ask(form);
  });
  one("[data-afresh]", form)?.addEventListener("click", () => forget());
  say();
  watchCurve();
  if (form.dataset["fresh"] !== undefined && bringBack(form)) void ask(form);
}

/** Ask for the answer alone and put it in place. */
async function ask(form: HTMLFormElement): Promise<void> {
  const busy = setTimeout(() => setBusy(true), BUSY_AFTER_MS);
  const body = new FormData(form);
  body.delete("told");
  try {
    const answered = await lane.send({ url: form.action, body, part: "answer" });
    if (answered === null || !form.isConnected) return;
    const came = new DOMParser().parseFromString(answered.html, "text/html");
    if (answered.status !== 200 || one("#headline", came) === null) {
      fail(() => void ask(form), answered.status);
      return;
    }
    for (const id of ["#curve", "#more"]) put(id, came);
    say();
    announce(one("#headline")?.dataset["summary"] ?? "");
  } catch {
    fail(() => void ask(form));
  } finally {
    clearTimeout(busy);
    setBusy(false);
  }
}

/** Put one part in place; a table that was open stays so. */
function put(id: string, came: Document): void {
  const now = one(id);
  const next = one(id, came);
  if (now === null || next === null) return;
  const open = all<HTMLDetailsElement>("details[open]", now).map((fold) => fold.id);
  now.replaceChildren(...[...next.childNodes].map((node) => document.adoptNode(node)));
  for (const fold of all<HTMLDetailsElement>("details", now)) fold.open = open.includes(fold.id);
}

/** The heading in the bar, for whoever chooses while the curve is out of sight. */
function say(): void {
  const said = one("[data-said]");
  const heading = one("#headline");
  if (said !== null && heading !== null) said.textContent = heading.textContent;
}

/** The bar repeats the heading only while the curve is out of sight. */
function watchCurve(): void {
  const figure = one("#curve");
  if (figure === null || !("IntersectionObserver" in window)) return;
  watching = new IntersectionObserver(([seen]) => {
    const isInSight = seen?.isIntersecting !== false;
    for (const part of all("[data-said],[data-to-curve]")) part.hidden = isInSight;
    for (const part of all("[data-to-choices]")) part.hidden = !isInSight;
  });
  watching.observe(figure);
}

function keep(form: HTMLFormElement): void {
  const own = ["csrfmiddlewaretoken", "told", "put_aside", "country", "cards_done", "not_ticked"];
  const chosen = [...new FormData(form)].filter(([name]) => !own.includes(name));
  try {
    sessionStorage.setItem(CHOSEN, JSON.stringify(chosen));
  } catch {
    // Without storage a reload begins afresh.
  }
}

function forget(): void {
  try {
    sessionStorage.removeItem(CHOSEN);
  } catch {
    // Nothing was kept.
  }
}

/** Put back what was chosen in this tab; false when there is nothing. */
function bringBack(form: HTMLFormElement): boolean {
  let kept: unknown = null;
  try {
    kept = JSON.parse(sessionStorage.getItem(CHOSEN) ?? "null");
  } catch {
    return false;
  }
  if (!Array.isArray(kept)) return false;
  for (const pair of kept) {
    const [name, value] = Array.isArray(pair) ? pair : [];
    if (typeof name !== "string" || typeof value !== "string") continue;
    const control = form.elements.namedItem(name);
    if (control instanceof RadioNodeList || control instanceof HTMLSelectElement) {
      control.value = value;
    }
  }
  return true;
}

function setBusy(isBusy: boolean): void {
  one("#curve")?.setAttribute("aria-busy", String(isBusy));
}
