/**
 * How strength and quality, told for a place, go into the strokes that painted it.
 *
 * Paint comes first and its strength after: "How strong at the right temple?". The answer goes to
 * the strokes that made the place, so that the drawing's list of strokes stays all there is.
 */
import type { Painting } from "../geometry/painting";
import { eachSide } from "../geometry/painting";
import type { Side } from "../geometry/places";
import { type Feeling, isBrush, type Stroke } from "../geometry/strokes";

/** A stroke belongs to a place when at least so much of its paint lies in it. */
const BELONGS = 0.15;

/** The place that a stroke painted most of, as `side:region`, with its share; by share. */
export function placesOfStroke(painting: Painting, stroke: Stroke): ReadonlyMap<string, number> {
  const shares = new Map<string, number>();
  if (!isBrush(stroke)) {
    for (const place of eachSide(stroke)) shares.set(place, 1);
    return shares;
  }
  const { regions } = painting;
  if (regions === null) return shares;
  const left = new Float64Array(regions.nRegions);
  const right = new Float64Array(regions.nRegions);
  const covered = painting.coverOf(stroke);
  covered.vertices.forEach((v, i) => {
    if ((covered.values[i] ?? 0) <= 0.5) return;
    regions.shareOut(v, painting.canvas.areaMm2[v] ?? 0, left, right);
  });
  const all = [...left, ...right].reduce((sum, area) => sum + area, 0) || 1;
  const add = (place: string, area: number): void => {
    if (area > 0) shares.set(place, (shares.get(place) ?? 0) + area / all);
  };
  regions.meta.regions.forEach((region, row) => {
    const isSided = regions.places.get(region)?.sided ?? true;
    const parent = regions.places.get(region)?.parent ?? null;
    for (const [half, side] of [
      [left, "left"],
      [right, "right"],
    ] as const) {
      const own: Side = isSided ? side : "mid";
      add(`${own}:${region}`, half[row] ?? 0);
      if (parent !== null) {
        const isParentSided = regions.places.get(parent)?.sided ?? true;
        add(`${isParentSided ? side : "mid"}:${parent}`, half[row] ?? 0);
      }
    }
  });
  return shares;
}

/** The strokes with a feeling told for one place; the same list when no stroke made it. */
export function withFeeling(
  strokes: readonly Stroke[],
  painting: Painting | null,
  place: string,
  told: Partial<Feeling>,
): readonly Stroke[] {
  const makers = makersOf(strokes, painting, place);
  if (makers.size === 0) return strokes;
  return strokes.map((stroke, n) => (makers.has(n) ? { ...stroke, ...told } : stroke));
}

/** Which strokes made a place: those mostly in it; failing that, the one that holds most of it. */
function makersOf(
  strokes: readonly Stroke[],
  painting: Painting | null,
  place: string,
): ReadonlySet<number> {
  const makers = new Set<number>();
  let best = -1;
  let bestShare = 0;
  strokes.forEach((stroke, n) => {
    if (stroke.tool === "erase" || stroke.tool === "unregion") return;
    const share = shareIn(stroke, painting, place);
    if (share >= BELONGS) makers.add(n);
    if (share > bestShare) {
      best = n;
      bestShare = share;
    }
  });
  if (makers.size === 0 && best >= 0) makers.add(best);
  return makers;
}

const known = new WeakMap<Stroke, ReadonlyMap<string, number>>();

function shareIn(stroke: Stroke, painting: Painting | null, place: string): number {
  if (!isBrush(stroke)) return eachSide(stroke).includes(place) ? 1 : 0;
  if (painting === null || painting.regions === null) return 0;
  let shares = known.get(stroke);
  if (shares === undefined) {
    shares = placesOfStroke(painting, stroke);
    known.set(stroke, shares);
  }
  return shares.get(place) ?? 0;
}

/** The place that holds most of a stroke, among those that are marked. */
export function mainPlace(
  painting: Painting | null,
  stroke: Stroke,
  marked: ReadonlySet<string>,
): string | null {
  let best: string | null = null;
  let most = 0;
  for (const place of marked) {
    const share = shareIn(stroke, painting, place);
    if (share > most) {
      best = place;
      most = share;
    }
  }
  return best;
}
