/**
 * The tree of boxes that the element wraps: the real form, which also works alone.
 *
 * Here it follows the paint and tells what was ticked, and gets what only a script can give:
 * buttons for a bit more or less, counts that follow, and a search.
 */
import { icon } from "./icons";
import { say, type Words } from "./words";

export interface FormListener {
  tick(place: string, isTicked: boolean): void;
  strength(place: string, strength: number | null): void;
  quality(place: string, quality: string | null): void;
  /** A field of a place was entered. */
  enter(place: string): void;
}

/** What stands at one place, as the drawing tells it. */
export interface Marked {
  readonly strength: number | null;
  readonly quality: string | null;
}

interface Entry {
  readonly place: string;
  readonly box: HTMLInputElement;
  readonly strength: HTMLInputElement | null;
  readonly quality: HTMLSelectElement | null;
  readonly row: HTMLElement;
  readonly name: string;
  /** Name and other words for it, without accents, in lower case. */
  readonly searched: string;
}

export class RegionForm {
  readonly #root: HTMLElement;
  readonly #words: Words;
  readonly #entries = new Map<string, Entry>();
  readonly #gone = new AbortController();
  readonly #openedBySearch = new Set<HTMLDetailsElement>();

  constructor(root: HTMLElement, words: Words, listener: FormListener) {
    this.#root = root;
    this.#words = words;
    for (const box of root.querySelectorAll<HTMLInputElement>('input[name="region"]')) {
      const entry = this.#entryOf(box);
      this.#entries.set(entry.place, entry);
      this.#addSteps(entry, listener);
    }
    root.addEventListener("change", (event) => this.#changed(event.target, listener), {
      signal: this.#gone.signal,
    });
    root.addEventListener("focusin", (event) => entered(event.target, listener), {
      signal: this.#gone.signal,
    });
  }

  dispose(): void {
    this.#gone.abort();
    for (const step of this.#root.querySelectorAll("[data-step]")) step.remove();
  }

  get places(): readonly string[] {
    return [...this.#entries.keys()];
  }

  has(place: string): boolean {
    return this.#entries.has(place);
  }

  /** What a place is called, for instance "Right temple"; its id when the form lacks it. */
  nameOf(place: string): string {
    return this.#entries.get(place)?.name ?? place.replace(":", " ").replaceAll("_", " ");
  }

  /** What is ticked in the form as it came from the server. */
  ticked(): Map<string, Marked> {
    const found = new Map<string, Marked>();
    for (const { place, box, strength, quality } of this.#entries.values()) {
      if (!box.checked) continue;
      found.set(place, {
        strength: strength === null ? null : numberOf(strength),
        quality: quality === null || quality.value === "" ? null : quality.value,
      });
    }
    return found;
  }

  /** Make the form say what the drawing says. */
  follow(marked: ReadonlyMap<string, Marked>): void {
    for (const { place, box, strength, quality } of this.#entries.values()) {
      const mark = marked.get(place);
      box.checked = mark !== undefined;
      if (strength !== null && document.activeElement !== strength) {
        strength.value = shown(mark?.strength ?? null);
      }
      if (quality !== null) quality.value = mark?.quality ?? "";
    }
    this.#count();
  }

  /** Open the folds around a place and bring it into the list, unless the list is in use. */
  reveal(place: string, list: HTMLElement | null): void {
    const row = this.#entries.get(place)?.row;
    for (const fold of foldsAround(row, this.#root)) fold.open = true;
    const used = document.activeElement;
    if (row === undefined || list === null) return;
    if (used !== this.#root && this.#root.contains(used)) return;
    const below = row.getBoundingClientRect().top - list.getBoundingClientRect().top;
    list.scrollTop += below - list.clientHeight / 2;
  }

  /** Show only places whose name, or other words for it, have the words in them; how many, or null when nothing is asked. */
  search(text: string): number | null {
    const wanted = plain(text).split(/\s+/).filter(Boolean);
    for (const fold of this.#openedBySearch) {
      fold.open = fold.querySelector('input[name="region"]:checked') !== null;
    }
    this.#openedBySearch.clear();
    const rows = new Map<HTMLElement, boolean>();
    for (const { row, searched } of this.#entries.values()) {
      const is = wanted.every((word) => searched.includes(` ${word}`));
      rows.set(row, is || rows.get(row) === true);
    }
    let found = 0;
    for (const [row, is] of rows) {
      const inside = [...rows].some(
        ([other, fits]) => fits && other !== row && row.contains(other),
      );
      row.hidden = wanted.length > 0 && !is && !inside;
      if (is) found++;
    }
    for (const fold of this.#root.querySelectorAll("details"))
      this.#foldFor(fold, wanted.length > 0);
    return wanted.length === 0 ? null : found;
  }

  /** Open a fold that holds something found, and hide one that holds nothing. */
  #foldFor(fold: HTMLDetailsElement, isSearching: boolean): void {
    const rows = [...fold.querySelectorAll<HTMLElement>("[data-place]")];
    const isEmpty = isSearching && rows.length > 0 && rows.every((row) => row.hidden);
    fold.hidden = isEmpty;
    if (!isSearching || isEmpty || fold.open) return;
    fold.open = true;
    this.#openedBySearch.add(fold);
  }

  #changed(target: EventTarget | null, listener: FormListener): void {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
    const [field, ...rest] = target.name.split(":");
    if (target instanceof HTMLInputElement && target.name === "region") {
      listener.tick(target.value, target.checked);
      this.#count();
    } else if (field === "intensity" && target instanceof HTMLInputElement) {
      listener.strength(rest.join(":"), numberOf(target));
    } else if (field === "quality") {
      listener.quality(rest.join(":"), target.value === "" ? null : target.value);
    }
  }

  #entryOf(box: HTMLInputElement): Entry {
    const place = box.value;
    const [side = "mid", region = place] = place.split(":");
    const row = box.closest<HTMLElement>("[data-place], li") ?? box.parentElement ?? this.#root;
    const written = row.querySelector(".place-name")?.textContent?.trim() ?? "";
    const label = box.labels?.[0]?.textContent?.trim() ?? region.replaceAll("_", " ");
    const key = side === "left" || side === "right" ? (`side.${side}` as const) : "side.mid";
    const name = written === "" ? label : say(this.#words, key, { region: written });
    return {
      place,
      box,
      row,
      name: upperFirst(name),
      searched: ` ${plain(`${name} ${row.dataset["words"] ?? ""}`).replace(/[^\p{L}\p{N}]+/gu, " ")}`,
      strength: this.#named<HTMLInputElement>(`intensity:${place}`),
      quality: this.#named<HTMLSelectElement>(`quality:${place}`),
    };
  }

  #named<E extends Element>(name: string): E | null {
    return this.#root.querySelector<E>(`[name="${CSS.escape(name)}"]`);
  }

  /** Put a button for less and one for more beside the number. */
  #addSteps({ place, strength, name }: Entry, listener: FormListener): void {
    const host = strength?.parentElement;
    if (strength === null || host === null || host === undefined) return;
    if (host.querySelector("[data-step]") !== null) return;
    const step = (by: 1 | -1): HTMLButtonElement => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset["step"] = String(by);
      button.innerHTML = icon(by > 0 ? "plus" : "minus");
      button.setAttribute(
        "aria-label",
        say(this.#words, by > 0 ? "more" : "less", { place: name }),
      );
      button.addEventListener("click", () => {
        const now = numberOf(strength);
        const next = now === null ? (by > 0 ? 1 : 0) : Math.min(10, Math.max(0, now + by));
        strength.value = String(next);
        listener.strength(place, next);
      });
      return button;
    };
    host.prepend(step(-1));
    host.append(step(1));
  }

  /** Say in each fold how many places are ticked in it. */
  #count(): void {
    for (const count of this.#root.querySelectorAll<HTMLElement>("[data-count]")) {
      const fold = count.closest("details");
      const n = fold?.querySelectorAll('input[name="region"]:checked').length ?? 0;
      const text =
        n === 0 ? "" : n === 1 ? say(this.#words, "countOne") : say(this.#words, "count", { n });
      if (count.textContent !== text) count.textContent = text;
    }
  }
}

/** Entering a strength or a quality makes its place the one that is spoken of. */
function entered(target: EventTarget | null, listener: FormListener): void {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
  const [field, ...rest] = target.name.split(":");
  if (field === "intensity" || field === "quality") listener.enter(rest.join(":"));
}

function foldsAround(row: HTMLElement | undefined, root: HTMLElement): HTMLDetailsElement[] {
  const found: HTMLDetailsElement[] = [];
  for (let node = row?.parentElement ?? null; node !== null && node !== root; ) {
    if (node instanceof HTMLDetailsElement) found.push(node);
    node = node.parentElement;
  }
  return found;
}

/** Lower case, without accents. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

function numberOf(input: HTMLInputElement): number | null {
  const text = input.value.trim();
  const value = Number(text);
  return text === "" || !Number.isFinite(value) ? null : Math.min(10, Math.max(0, value));
}

function shown(strength: number | null): string {
  return strength === null ? "" : String(Math.round(strength));
}

function upperFirst(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
