/** The shadow tree of the element, built once, and the parts of it that the rest needs. */
import { type IconName, icon } from "./icons";
import { QUALITY_CHIPS } from "./quality_chips";
import { SHEET } from "./styles";
import { BRUSH_STEPS, GROUPS } from "./views";
import { say, sayOr, type WordKey, type Words } from "./words";

export interface Shell {
  readonly frame: HTMLElement;
  readonly head: HTMLElement;
  readonly panels: HTMLElement;
  readonly tabs: HTMLElement;
  readonly close: HTMLElement;
  readonly stage: HTMLElement;
  readonly solid: HTMLElement;
  readonly caption: HTMLElement;
  readonly hint: HTMLElement;
  readonly notice: HTMLElement;
  readonly question: HTMLElement;
  readonly chips: HTMLElement;
  readonly area: HTMLElement;
  readonly list: HTMLElement;
  readonly search: HTMLInputElement;
  readonly found: HTMLElement;
  readonly status: HTMLElement;
  readonly probe: HTMLElement;
  readonly bodies: HTMLSelectElement;
  /** A control by its name, for instance `undo`. */
  control(name: string): HTMLButtonElement;
  radios(name: string): readonly HTMLInputElement[];
}

let sheet: CSSStyleSheet | null = null;

/** Build the tree under a fresh shadow root. */
export function buildShell(root: ShadowRoot, words: Words): Shell {
  sheet ??= sheetOf(SHEET);
  root.adoptedStyleSheets = [sheet];
  const template = document.createElement("template");
  template.innerHTML = markup(words);
  root.replaceChildren(template.content.cloneNode(true));
  const find = <E extends Element = HTMLElement>(selector: string): E => {
    const found = root.querySelector<E>(selector);
    if (found === null) throw new Error(`The element has no ${selector}`);
    return found;
  };
  return {
    frame: find(".frame"),
    head: find(".head"),
    panels: find(".panels"),
    tabs: find(".tabs"),
    close: find(".close"),
    stage: find(".stage"),
    solid: find(".solid"),
    caption: find(".caption"),
    hint: find(".hint"),
    notice: find(".notice"),
    question: find(".question"),
    chips: find(".placechips"),
    area: find(".area"),
    list: find(".list"),
    search: find<HTMLInputElement>(".search input"),
    found: find(".found"),
    status: find(".status"),
    probe: find(".probe"),
    bodies: find<HTMLSelectElement>(".bodies select"),
    control: (name) => find<HTMLButtonElement>(`button[data-do="${name}"]`),
    radios: (name) => [...root.querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)],
  };
}

export function sheetOf(text: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

/** Text that may stand in markup. */
export function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function markup(words: Words): string {
  const w = (key: WordKey): string => escaped(say(words, key));
  return `
<div class="frame" part="frame" data-panel="picture" data-depth="flat">
  <div class="head">
    <div class="heading"><slot name="heading"></slot></div>
    ${segment("panel", w("pictureOrList"), [
      ["picture", `${icon("picture")}${w("picture")}`],
      ["list", `${icon("list")}${w("list")}`],
    ])}
  </div>
  <div class="purpose"><slot name="purpose"></slot></div>
  <div class="panels">
    <section class="picture" part="picture">
      <div class="tabs" role="group" aria-label="${w("views")}">${GROUPS.map(
        ({ id }) =>
          `<button type="button" data-group="${id}"><canvas class="thumb" aria-hidden="true"></canvas><span>${w(`group.${id}`)}</span></button>`,
      ).join("")}</div>
      <div class="board">
        <div class="stage" part="stage"></div>
        <div class="solid" hidden></div>
        <p class="caption" part="caption"></p>
        <div class="choices">
    <label class="bodies"><span class="vh">${w("bodyChoice")}</span><select>${[
      "female",
      "male",
      "child",
      "heavy",
    ]
      .map((body) => `<option value="${body}">${w(`body.${body}` as WordKey)}</option>`)
      .join("")}</select></label>
    ${segment("depth", w("flatOrSolid"), [
      ["flat", w("flat")],
      ["solid", w("solid")],
    ])}
        </div>
        <div class="close" role="group" aria-label="${w("closeViews")}"></div>
        <fieldset class="brushes"><legend>${w("brushSize")}</legend>${BRUSH_STEPS.map(
          (step) =>
            `<label title="${w(`brush.${step}`)}"><input type="radio" class="vh" name="brush" value="${step}" aria-label="${w(`brush.${step}`)}"><span class="dot d${step}"></span></label>`,
        ).join("")}<span class="under" aria-hidden="true">${w("brush")}</span></fieldset>
        <div class="zoom">${tool("closer", w("closer"))}${tool("farther", w("farther"))}${tool("whole", w("whole"))}</div>
        <div class="tools" role="group" aria-label="${w("tools")}">
          ${tool("both", w("both"), false)}${tool("paint", w("paint"), true)}${tool("erase", w("erase"), false)}${tool("undo", w("undo"))}${tool("redo", w("redo"))}
        </div>
        <p class="hint"></p>
        <div class="notice" role="alert" hidden></div>
      </div>
    </section>
    <div class="sheet" part="sheet">
        <fieldset class="scale"><legend class="question"></legend>
          <div class="steps">${Array.from(
            { length: 11 },
            (_, n) =>
              `<label><input type="radio" class="vh" name="strength" value="${n}">${n}</label>`,
          ).join("")}</div>
          <div class="ends" aria-hidden="true"><span>${w("nothing")}</span><span>${w("worst")}</span></div>
        </fieldset>
        <fieldset class="qualities"><legend class="vh">${w("feels")}</legend>${QUALITY_CHIPS.map(
          (quality) =>
            `<label class="chip"><input type="checkbox" class="vh" name="quality" value="${quality}">${escaped(sayOr(words, `quality.${quality}`, quality))}</label>`,
        ).join("")}</fieldset>
        <div class="placechips" role="group" aria-label="${w("places")}"></div>
        <slot name="actions"></slot>
    </div>
    <section class="list" part="list" aria-label="${w("places")}">
      <div class="row"><h2>${w("places")}</h2><span class="tag area"></span><button type="button" class="quiet" data-do="clear">${icon("clear")}<span>${w("clear")}</span></button></div>
      <label class="search">${icon("search")}<span class="vh">${w("find")}</span><input type="search" placeholder="${w("find")}" autocomplete="off"></label>
      <p class="found" role="status"></p>
      <div class="form"><slot></slot></div>
    </section>
  </div>
  <div class="status vh" role="status" aria-live="polite"></div>
  <span class="probe" hidden></span>
</div>`;
}

/** A row of choices of which one is on. */
function segment(name: string, label: string, choices: readonly [string, string][]): string {
  return `<div class="seg ${name}" role="radiogroup" aria-label="${label}">${choices
    .map(
      ([value, shown], n) =>
        `<label><input type="radio" class="vh" name="${name}" value="${value}"${n === 0 ? " checked" : ""}>${shown}</label>`,
    )
    .join("")}</div>`;
}

/** A tool with its word; `pressed` is given for one that stays on. */
function tool(name: IconName, label: string, pressed?: boolean): string {
  const state = pressed === undefined ? "" : ` aria-pressed="${pressed}"`;
  return `<button type="button" class="tool" data-do="${name}"${state}>${icon(name)}<span>${label}</span></button>`;
}
