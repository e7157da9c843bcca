/** The ranking: answers and painting change it in place; the picture follows the opened muscle. */
import { type BodyElement, bodyOf, type Drawing, drawingOf, withDrawing } from "./body";
import { all, announce, one, word } from "./find";
import { amendDraft, amendDraftByTold, keepPaintedView, paintedView } from "./kept";
import { Lane } from "./sending";
import { carry, fail, keepTravelling, show } from "./turning";

const BUSY_AFTER_MS = 300;
const lane = new Lane();
const pictureLane = new Lane();

export function ranking(): void {
  const toggle = one<HTMLButtonElement>("[data-paint-here]");
  const figure = one("[data-live]");
  if (toggle === null || figure === null) return;
  topThree();
  if (one("[data-picture] svg", figure) === null) void redraw();
  toggle.addEventListener("click", () => {
    const body = one("unknot-body", figure);
    if (body === null) {
      void paintHere(figure);
    } else {
      body.remove();
      delete figure.dataset["painting"];
      void redraw();
    }
    toggle.setAttribute("aria-pressed", String(body === null));
  });
}

/** Whether a form asks for the ranking alone, so that only it is put in place. */
export function staysOnRanking(form: HTMLFormElement, url: string): boolean {
  return form.id === "answer" && new URL(url, location.href).pathname === location.pathname;
}

/** Ask anew and put the ranking in place; what is drawn stays whatever happens. */
export async function rerank(body: FormData): Promise<void> {
  const busy = setTimeout(() => setBusy(true), BUSY_AFTER_MS);
  try {
    const answered = await lane.send({ url: location.pathname, body, part: "answer" });
    if (answered === null) return;
    if (answered.html.trimStart().toLowerCase().startsWith("<!doctype")) {
      if (!show(answered, "push")) fail(() => void rerank(body), answered.status);
      return;
    }
    put(answered.html, body.has("reply") ? "#question" : ".cand.open .cand-head");
  } catch {
    fail(() => void rerank(body));
  } finally {
    clearTimeout(busy);
    setBusy(false);
  }
}

/** Put the rows in place; the focus goes where the person was busy. */
function put(html: string, focused: string): void {
  const answer = one<HTMLFormElement>("#answer");
  if (answer === null) return;
  const hadFocus = answer.contains(document.activeElement);
  const came = new DOMParser().parseFromString(html, "text/html");
  answer.replaceChildren(...came.body.childNodes);
  for (const name of ["told", "put_aside", "not_ticked"]) {
    carry(name, one<HTMLInputElement>(`[name="${name}"]`, answer)?.value ?? "");
  }
  keepTravelling();
  amendDraftByTold(one<HTMLInputElement>('[name="told"]', answer)?.value ?? "");
  freshQuestion(answer);
  topThree();
  const rows = one(".cands", answer);
  const bar = one(".bar");
  if (bar !== null) bar.hidden = rows === null;
  const main = one<HTMLButtonElement>(".bar [data-spot]");
  if (main !== null) {
    const spot = rows?.dataset["spot"];
    if (spot !== undefined) main.setAttribute("formaction", spot);
  }
  overlay();
  void redraw();
  if (hadFocus) focusIn(answer, focused);
  announce(rows?.dataset["summary"] ?? one("#question", answer)?.textContent ?? "");
}

/** Give the focus to where the person goes on; without a next question that is the first row. */
function focusIn(answer: HTMLElement, wanted: string): void {
  const fallbacks = [wanted, "#question", ".cand.open .cand-head"];
  for (const selector of fallbacks) {
    const target = one(selector, answer);
    if (target === null) continue;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "nearest" });
    return;
  }
}

/** A question that has just come looks untouched, also where a pointer rests on it. */
function freshQuestion(answer: HTMLElement): void {
  const question = one(".q", answer);
  if (question === null) return;
  question.dataset["fresh"] = "";
  const touch = (): void => {
    delete question.dataset["fresh"];
  };
  question.addEventListener("pointermove", touch, { once: true });
  question.addEventListener("keydown", touch, { once: true });
}

/** On a phone the first three muscles stay in sight while somebody paints. */
function topThree(): void {
  const list = one("[data-top-three]");
  if (list === null) return;
  const rows = all("#answer .cands > .cand:not(.not-muscle)").slice(0, 3);
  list.replaceChildren(
    ...rows.map((row) => {
      const line = document.createElement("li");
      const name = document.createElement("span");
      const chance = document.createElement("b");
      name.textContent = one(".name", row)?.textContent ?? "";
      chance.textContent = one(".prob b", row)?.textContent ?? "";
      line.append(name, chance);
      return line;
    }),
  );
}

/** Show on the body where the opened muscle refers. */
function overlay(): void {
  const body = one<BodyElement>("[data-live] unknot-body");
  if (body === null) return;
  const rows = one("#answer .cands");
  const site = rows?.dataset["site"] ?? "";
  const side = rows?.dataset["side"] === "left" ? "left" : "right";
  body.overlay = site === "" ? null : { site, side, show: ["zone", "site"] };
}

/** Put a body to paint on in place of the picture; every stroke changes the ranking. */
async function paintHere(figure: HTMLElement): Promise<void> {
  const told = one<HTMLInputElement>('#answer [name="told"]');
  if (told === null) return;
  const made = document.createElement("unknot-body");
  for (const [name, value] of [
    ["atlas", figure.dataset["atlas"] ?? "/body/1/"],
    ["view", paintedView() || (figure.dataset["view"] ?? "front")],
    ["mode", "paint"],
    ["compact", ""],
  ] as const) {
    made.setAttribute(name, value);
  }
  const words = figure.dataset["words"];
  if (words !== undefined) made.setAttribute("words", words);
  figure.dataset["painting"] = "";
  const names = await listOfPlaces();
  if (names !== null) made.append(names);
  figure.prepend(made);
  const body = await bodyOf(figure);
  if (body === null) return;
  body.value = drawingOf(told.value);
  overlay();
  body.addEventListener("unknot-change", (event) => {
    keepPaintedView(body.getAttribute("view") ?? "");
    repaint((event as CustomEvent<{ value: Drawing }>).detail.value);
  });
}

/** The list of the first page: without being seen, it tells the body what places are called. */
async function listOfPlaces(): Promise<Element | null> {
  try {
    const html = await (await fetch("/", { credentials: "same-origin" })).text();
    return one(".places", new DOMParser().parseFromString(html, "text/html"));
  } catch {
    return null;
  }
}

/** Fetch the picture of the opened muscle; the rows never wait for it. */
async function redraw(): Promise<void> {
  const form = one<HTMLFormElement>("#answer");
  const picture = one("[data-picture]");
  const figure = picture?.closest("figure");
  if (form === null || picture === null || one("[data-live] unknot-body") !== null) return;
  if (one(".cands", form) === null) {
    picture.replaceChildren();
    return;
  }
  const late = setTimeout(() => {
    const note = one("[data-late]", picture);
    if (note !== null) note.hidden = false;
  }, BUSY_AFTER_MS);
  try {
    const body = new FormData(form);
    const answered = await pictureLane.send({ url: location.pathname, body, part: "picture" });
    if (answered === null || !answered.html.startsWith("<svg")) return;
    const came = new DOMParser().parseFromString(answered.html, "text/html");
    picture.replaceChildren(...came.body.childNodes);
    figure?.removeAttribute("data-empty");
  } catch {
    // The old picture stays; the rows have said already that the server did not answer.
  } finally {
    clearTimeout(late);
  }
}

function repaint(drawing: Drawing): void {
  const form = one<HTMLFormElement>("#answer");
  const told = form === null ? null : one<HTMLInputElement>('[name="told"]', form);
  if (form === null || told === null) return;
  carry("told", withDrawing(told.value, drawing));
  keepTravelling();
  amendDraft("drawing", JSON.stringify(drawing));
  void rerank(new FormData(form));
}

function setBusy(isBusy: boolean): void {
  one("#answer")?.setAttribute("aria-busy", String(isBusy));
  if (isBusy) announce(word("working"));
}
