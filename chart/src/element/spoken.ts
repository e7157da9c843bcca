/**
 * What the scale under the picture speaks of: one place, the last stroke, or the paint to come.
 *
 * One rule: a number goes to the places that the question names. After a stroke these are its
 * own places; choosing a chip names one place alone. What is painted next begins with the number
 * that is shown. Turning to another view, tool or brush leaves the last stroke behind: the
 * question then is of the next one, and no number changes the places painted before.
 */
import { type Feeling, NOTHING_TOLD, type Stroke } from "../geometry/strokes";

export type Spoken =
  | { readonly of: "next" }
  | { readonly of: "place"; readonly place: string }
  /** Strokes `from` up to, not with, `to`. */
  | { readonly of: "stroke"; readonly from: number; readonly to: number };

export const NEXT: Spoken = { of: "next" };

/** The strokes that are spoken of; none unless they are still the last ones. */
export function strokesSpoken(spoken: Spoken, strokes: readonly Stroke[]): readonly Stroke[] {
  if (spoken.of !== "stroke" || strokes.length !== spoken.to) return [];
  const last = strokes.slice(spoken.from);
  return last.every(({ tool }) => tool === "paint") ? last : [];
}

/** What was told of the last stroke. */
export function toldOf(strokes: readonly Stroke[]): Feeling {
  const [first] = strokes;
  return first === undefined
    ? NOTHING_TOLD
    : { intensity: first.intensity, quality: first.quality };
}
