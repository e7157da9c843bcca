/** What a list of strokes marks when there is no skin to read it on: regions ticked by name. */
import { eachSide } from "../geometry/painting";
import { isBrush, type Stroke } from "../geometry/strokes";
import type { Marked } from "./region_form";

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
