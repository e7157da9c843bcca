/** The first page: keeps every tick and word on the device, sums up, adds steps to the strengths. */
import { type BodyElement, bodyOf, type Drawing } from "./body";
import { all, one, word } from "./find";
import {
  canUndoClear,
  clear,
  type Draft,
  forgetCleared,
  keepDraft,
  keepGuessFirst,
  keepPaintedView,
  keptCase,
  keptDraft,
  keptGuessFirst,
  undoClear,
} from "./kept";
import { carry } from "./turning";

/** So many places are named in the bar; more are counted. */
const NAMED_MOST = 4;

/** Names that travel with the page and are no part of what is kept of it. */
const NOT_KEPT = new Set([
  "csrfmiddlewaretoken",
  "told",
  "put_aside",
  "cards_done",
  "not_ticked",
  "part",
  "country",
  "guess_first",
]);

export function firstPage(): void {
  const form = one<HTMLFormElement>("#where");
  if (form === null) return;
  const hasProblems = one("#problems") !== null;
  const draft = keptDraft();
  if (draft !== null && !hasProblems) fill(form, draft);
  guessFirst(form);
  const kept = keptCase();
  if (kept !== null) {
    carry("told", kept.told);
    carry("put_aside", kept.put_aside);
    carry("not_ticked", kept.not_ticked ?? "");
  }
  form.addEventListener("input", () => changed(form));
  form.addEventListener("change", () => changed(form));
  form.addEventListener("unknot-change", (event) => {
    setDrawing(form, (event as CustomEvent<{ value: Drawing }>).detail.value);
    keepPaintedView(one("unknot-body", form)?.getAttribute("view") ?? "");
    changed(form);
  });
  form.addEventListener("unknot-ready", () => sumUp(form));
  clearing();
  sumUp(form);
  void bodyOf(form).then((body) => {
    if (body !== null) giveDrawing(form, body);
  });
}

/** A practitioner's wish to guess first stays on this device, whoever the next person is. */
function guessFirst(form: HTMLFormElement): void {
  const box = one<HTMLInputElement>("[data-guess-first]", form);
  if (box === null) return;
  box.checked = keptGuessFirst() ?? box.checked;
  if (box.checked) unfold(box);
  box.addEventListener("change", () => keepGuessFirst(box.checked));
}

/** Clear everything with one press, and bring it back with another. */
function clearing(): void {
  one("[data-clear]")?.addEventListener("click", () => {
    clear();
    location.assign("/");
  });
  showCleared(canUndoClear());
  one("[data-undo-clear]")?.addEventListener("click", () => {
    undoClear();
    location.assign("/");
  });
}

function showCleared(isShown: boolean): void {
  const line = one("[data-cleared]");
  if (line !== null) line.hidden = !isShown;
}

/** Let the body show the drawing that was kept or sent back. */
function giveDrawing(form: HTMLFormElement, body: BodyElement): void {
  const text = one<HTMLInputElement>("[name=drawing]", form)?.value ?? "";
  if (text === "") return;
  try {
    body.value = JSON.parse(text) as Drawing;
    sumUp(form);
  } catch {
    setDrawing(form, null);
  }
}

function setDrawing(form: HTMLFormElement, drawing: Drawing | null): void {
  const input = one<HTMLInputElement>("[name=drawing]", form);
  if (input === null) return;
  input.value = drawing !== null && drawing.strokes.length > 0 ? JSON.stringify(drawing) : "";
}

function changed(form: HTMLFormElement): void {
  forgetCleared();
  showCleared(false);
  keepDraft(draftOf(form));
  sumUp(form);
}

function draftOf(form: HTMLFormElement): Draft {
  const entries: [string, string][] = [];
  for (const [name, value] of new FormData(form)) {
    if (!NOT_KEPT.has(name) && typeof value === "string" && value !== "")
      entries.push([name, value]);
  }
  return entries;
}

/** Fill the form with what was kept, and open the folds in which something is marked. */
function fill(form: HTMLFormElement, draft: Draft): void {
  const ticked = new Set(draft.map(([name, value]) => `${name}=${value}`));
  const values = new Map(draft.map(([name, value]) => [name, value]));
  for (const control of all<HTMLInputElement>("input,select,textarea", form)) {
    if (NOT_KEPT.has(control.name) || control.name === "") continue;
    if (control.type === "checkbox") {
      control.checked = ticked.has(`${control.name}=${control.value}`);
      if (control.checked) unfold(control);
    } else {
      control.value = values.get(control.name) ?? "";
      if (control.closest(".more") !== null && control.value !== "") unfold(control);
    }
  }
}

function unfold(control: Element): void {
  for (let fold = control.closest("details"); fold !== null; ) {
    fold.open = true;
    fold = fold.parentElement?.closest("details") ?? null;
  }
}

/** Say in the bar what is marked. */
function sumUp(form: HTMLFormElement): void {
  const boxes = all<HTMLInputElement>("[name=region]:checked", form);
  const said = boxes.map((box) => {
    const name = box.closest("label")?.textContent?.trim() ?? box.value;
    const strength = one<HTMLInputElement>(`[name="intensity:${box.value}"]`, form)?.value ?? "";
    return strength === "" ? name : `${name} ${strength}`;
  });
  const summary = one("[data-summary]");
  if (summary !== null) {
    const places = `${said.length} ${summary.dataset["places"] ?? ""}`;
    const what = said.length > NAMED_MOST ? places : said.join(" · ");
    summary.textContent = said.length > 0 ? `${what} — ${word("kept-here")}` : "";
  }
}
