/** What a change to the drawing sounds like. */
import type { Marked } from "./region_form";
import { say, type Words } from "./words";

export interface Drawn {
  readonly marked: ReadonlyMap<string, Marked>;
  readonly areaMm2: number;
}

/** A sentence for what changed, and one for what stands now; null when nothing changed. */
export function changeInWords(
  words: Words,
  before: ReadonlyMap<string, Marked>,
  now: Drawn,
  nameOf: (place: string) => string,
): string | null {
  const parts: string[] = [];
  for (const [place, mark] of now.marked) {
    const strength = mark.strength === null ? null : Math.round(mark.strength);
    const was = before.get(place);
    const gaps = { place: nameOf(place), strength: strength ?? "" };
    if (was === undefined) {
      parts.push(say(words, strength === null ? "marked" : "markedStrength", gaps));
    } else if (strength !== null && strength !== rounded(was.strength)) {
      parts.push(say(words, "changedStrength", gaps));
    }
  }
  for (const place of before.keys()) {
    if (!now.marked.has(place)) parts.push(say(words, "unmarked", { place: nameOf(place) }));
  }
  if (parts.length === 0) return null;
  return `${parts.slice(0, 4).join(" ")} ${sumInWords(words, now)}`;
}

export function sumInWords(words: Words, { marked, areaMm2 }: Drawn): string {
  const cm2 = Math.round(areaMm2 / 100);
  if (marked.size === 0) return say(words, "sumNone");
  return say(words, marked.size === 1 ? "sumOne" : "sum", { n: marked.size, cm2 });
}

function rounded(strength: number | null): number | null {
  return strength === null ? null : Math.round(strength);
}
