/** Places ticked by name and strokes, without a skin to read them on. */
import { eachSide } from "../geometry/painting";
import { isBrush, type Stroke } from "../geometry/strokes";
import type { Marked } from "./region_form";
import { placeParts } from "./value";

export function namedPlaces(strokes: readonly Stroke[]): Map<string, Marked> {
  const named = new Map<string, Marked>();
  for (const stroke of strokes) {
    if (isBrush(stroke)) continue;
    for (const place of eachSide(stroke)) {
      if (stroke.tool === "unregion") named.delete(place);
      else named.set(place, { strength: stroke.intensity, quality: stroke.quality });
    }
  }
  return named;
}

/** The other way round: boxes that came ticked as strokes. */
export function strokesOfMarks(ticked: ReadonlyMap<string, Marked>): readonly Stroke[] {
  return [...ticked].map(
    ([place, { strength, quality }]): Stroke => ({
      tool: "region",
      ...placeParts(place),
      intensity: strength,
      quality,
    }),
  );
}
