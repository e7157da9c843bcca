/** The sheet under the picture: how strong, how it feels, and the chips of painted places. */
import type { Marked } from "./region_form";
import { escaped, type Shell } from "./shell";
import { lowerFirst, say, sayOr, type Words } from "./words";

export interface SheetState {
  readonly view: string;
  readonly marked: ReadonlyMap<string, Marked>;
  /** The places the scale speaks of, the main one first; none: of the paint to come. */
  readonly spoken: readonly string[];
  /** What is told of them, or of the paint to come. */
  readonly told: Marked;
  readonly areaMm2: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly nameOf: (place: string) => string;
}

export function showSheet(shell: Shell, words: Words, state: SheetState): void {
  const { told, marked } = state;
  shell.question.innerHTML = questionOf(words, state);
  const strength = told.strength === null ? null : String(Math.round(told.strength));
  for (const radio of shell.radios("strength")) radio.checked = radio.value === strength;
  for (const box of shell.radios("quality")) box.checked = box.value === told.quality;
  showChips(shell.chips, state);
  shell.stage.setAttribute("role", "img");
  shell.stage.setAttribute("aria-label", pictureInWords(words, state));
  const cm2 = Math.round(state.areaMm2 / 100);
  shell.area.textContent = cm2 === 0 ? "" : say(words, "area", { cm2 });
  shell.control("undo").disabled = !state.canUndo;
  shell.control("redo").disabled = !state.canRedo;
  shell.control("clear").disabled = marked.size === 0 && state.areaMm2 === 0;
}

/** Say how many places a search found; nothing when nothing is searched. */
export function showFound(shell: Shell, words: Words, found: number | null): void {
  const key = found === 0 ? "noneFound" : found === 1 ? "foundOne" : "found";
  shell.found.textContent = found === null ? "" : say(words, key, { n: found });
}

/** "How strong at the right temple and 2 more?" */
function questionOf(words: Words, { spoken, marked, nameOf }: SheetState): string {
  const [first, ...rest] = spoken;
  if (first === undefined) return escaped(say(words, marked.size ? "howStrongNext" : "howStrong"));
  const place = `<em>${escaped(lowerFirst(nameOf(first)))}</em>`;
  return rest.length === 0
    ? say(words, "howStrongAt", { place })
    : say(words, "howStrongAtMore", { place, n: rest.length });
}

/** The picture for those who cannot see it. */
function pictureInWords(words: Words, { view, marked, nameOf }: SheetState): string {
  const list = [...marked].map(([place, { strength }]) =>
    strength === null
      ? nameOf(place)
      : say(words, "placeStrength", { place: nameOf(place), strength: Math.round(strength) }),
  );
  const painted =
    list.length === 0
      ? say(words, "paintedNothing")
      : say(words, "paintedPlaces", { list: list.join(", ") });
  return say(words, "pictureLabel", { seen: sayOr(words, `seen.${view}`, ""), painted });
}

/** One chip a place; chips that stay keep their element, so that focus stays too. */
function showChips(host: HTMLElement, { marked, spoken, nameOf }: SheetState): void {
  const known = new Map(
    [...host.querySelectorAll("button")].map((chip) => [chip.dataset["place"] ?? "", chip]),
  );
  for (const [place, chip] of known) if (!marked.has(place)) chip.remove();
  for (const [place, mark] of marked) {
    const chip = known.get(place) ?? newChip(place);
    const strength = mark.strength === null ? "" : ` <b>${Math.round(mark.strength)}</b>`;
    const shown = `${escaped(nameOf(place))}${strength}`;
    if (chip.innerHTML !== shown) chip.innerHTML = shown;
    chip.setAttribute("aria-pressed", String(spoken.includes(place)));
    if (chip.parentElement === null) host.append(chip);
  }
}

function newChip(place: string): HTMLButtonElement {
  const chip = document.createElement("button");
  chip.type = "button";
  chip.className = "chip";
  chip.dataset["place"] = place;
  return chip;
}
