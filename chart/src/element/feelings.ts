/**
 * How strength and quality, told for a place, go into the strokes that painted it.
 *
 * Paint comes first and its strength after: "How strong at the right temple?". The answer goes to
 * the strokes that made the place, so that the drawing's list of strokes stays all there is. A
 * stroke that runs through several places is parted, so that the others keep what was told of them.
 */
import type { Painting } from "../geometry/painting";
import { eachSide } from "../geometry/painting";
import type { Pieces } from "../geometry/pills";
import type { Side } from "../geometry/places";
import {
  type BrushStroke,
  type Feeling,
  isBrush,
  pointOf,
  type StoredPoint,
  type Stroke,
} from "../geometry/strokes";
import { placeParts } from "./value";

/** A vertex is in a place when more than this share of it belongs there. */
const MOSTLY = 0.5;
/** A dab of which less than this lies in a place does not belong to it at all. */
const HARDLY = 0.02;
/** So much of a stroke's paint in a place has the place's number. */
const ENOUGH = 0.95;
/** A place that holds less than this share of a stroke is not spoken of with it. */
const LEAST_SHARE = 0.05;

/** How a stroke's paint is shared out to places, as `side:region`. */
function placesOfStroke(painting: Painting, stroke: Stroke): ReadonlyMap<string, number> {
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
    if ((covered.values[i] ?? 0) <= MOSTLY) return;
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
  const parted = strokes.map((stroke) => partedAt(stroke, painting, place));
  const makers = parted.some(({ inside }) => inside !== null)
    ? parted
    : strokes.map((stroke, n) => wholeIf(stroke, n === lastMaker(strokes, painting, place)));
  if (makers.every(({ inside }) => inside === null)) return strokes;
  return makers.flatMap(({ before, inside, after }) => [
    ...before,
    ...(inside === null ? [] : [{ ...inside, ...told }]),
    ...after,
  ]);
}

/**
 * A stroke parted at the border of a place. What lies beside it but reaches into it comes before
 * what lies inside, what is clear of it after: so either number ends at the border.
 */
interface Parted {
  readonly before: readonly Stroke[];
  readonly inside: Stroke | null;
  readonly after: readonly Stroke[];
}

function wholeIf(stroke: Stroke, isInside: boolean): Parted {
  return isInside
    ? { before: [], inside: stroke, after: [] }
    : { before: [stroke], inside: null, after: [] };
}

function partedAt(stroke: Stroke, painting: Painting | null, place: string): Parted {
  if (stroke.tool === "erase" || stroke.tool === "unregion") return wholeIf(stroke, false);
  if (!isBrush(stroke)) {
    if (!eachSide(stroke).includes(place)) return wholeIf(stroke, false);
    if (stroke.side !== "both") return wholeIf(stroke, true);
    const { side } = placeParts(place);
    const other: Stroke = { ...stroke, side: side === "left" ? "right" : "left" };
    return { before: [other], inside: { ...stroke, side }, after: [] };
  }
  const vertices = verticesOf(painting, place);
  if (vertices === null || painting === null) return wholeIf(stroke, false);
  const isInside = (point: StoredPoint): boolean => vertices.has(nearestVertex(painting, point));
  const inside = stroke.points.filter(isInside);
  if (inside.length === 0) return wholeIf(stroke, false);
  if (inside.length === stroke.points.length) return wholeIf(stroke, true);
  const reaches = stroke.points.map((point) => reachOf(painting, vertices, stroke, point));
  const carriers = carriersOf(reaches, isInside);
  const pick = (wanted: (reach: Reach) => boolean): readonly StoredPoint[] =>
    reaches.filter(wanted).map(({ point }) => point);
  const beside = (points: readonly StoredPoint[]): readonly Stroke[] =>
    points.length === 0 ? [] : [{ ...stroke, points }];
  return {
    before: beside(pick((reach) => !carriers.has(reach) && reach.share >= HARDLY)),
    inside: { ...stroke, points: pick((reach) => carriers.has(reach)) },
    after: beside(pick((reach) => !carriers.has(reach) && reach.share < HARDLY)),
  };
}

/** A point of a stroke with what its dab paints of a place, and which share of the dab that is. */
interface Reach {
  readonly point: StoredPoint;
  readonly skin: ReadonlyMap<number, number>;
  readonly share: number;
}

function reachOf(
  { canvas }: Painting,
  vertices: ReadonlySet<number>,
  { radius_mm }: BrushStroke,
  point: StoredPoint,
): Reach {
  const dab = canvas.dab(pointOf(point), radius_mm);
  const skin = new Map<number, number>();
  let all = 0;
  dab.vertices.forEach((v, i) => {
    if ((dab.cover[i] ?? 0) <= MOSTLY) return;
    const mm2 = canvas.areaMm2[v] ?? 0;
    all += mm2;
    if (vertices.has(v)) skin.set(v, mm2);
  });
  return { point, skin, share: sumOf(skin) / (all || 1) };
}

/**
 * The points that carry the number of a place: those inside it, and of the others as many as it
 * takes for nearly all the paint in the place to have that number, the deepest first.
 */
function carriersOf(
  reaches: readonly Reach[],
  isInside: (point: StoredPoint) => boolean,
): ReadonlySet<Reach> {
  const wanted = ENOUGH * sumOf(new Map(reaches.flatMap(({ skin }) => [...skin])));
  const carriers = new Set(reaches.filter(({ point }) => isInside(point)));
  const covered = new Map([...carriers].flatMap(({ skin }) => [...skin]));
  const others = reaches.filter((reach) => !carriers.has(reach));
  for (const reach of others.sort((a, b) => b.share - a.share)) {
    if (sumOf(covered) >= wanted) break;
    carriers.add(reach);
    for (const [v, mm2] of reach.skin) covered.set(v, mm2);
  }
  return carriers;
}

function sumOf(skin: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const mm2 of skin.values()) sum += mm2;
  return sum;
}

/** The vertices that belong mostly to a place; null when nobody knows. */
function verticesOf(painting: Painting | null, place: string): ReadonlySet<number> | null {
  const regions = painting?.regions ?? null;
  const { region, side } = placeParts(place);
  if (regions === null || !regions.hasSkin(region)) return null;
  const { vertices, values } = regions.sharpCoverOf(regions.leafPlaces(region, side));
  return new Set(vertices.filter((_, i) => (values[i] ?? 0) > MOSTLY));
}

export function nearestVertex({ canvas }: Painting, stored: StoredPoint): number {
  const { triangle, b1, b2 } = pointOf(stored);
  const weights = [1 - b1 - b2, b1, b2];
  const corner = weights.indexOf(Math.max(...weights));
  return canvas.surface.triangles[triangle * 3 + corner] ?? 0;
}

/** Where no stroke has a point in a place: the stroke whose paint reaches it most; −1: none. */
function lastMaker(strokes: readonly Stroke[], painting: Painting | null, place: string): number {
  let best = -1;
  let most = 0;
  strokes.forEach((stroke, n) => {
    if (stroke.tool !== "paint") return;
    const share = shareIn(stroke, painting, place);
    if (share > most) {
      best = n;
      most = share;
    }
  });
  return best;
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

/** The marked places that some strokes run through, the one that holds most of them first. */
export function placesOf(
  strokes: readonly Stroke[],
  painting: Painting | null,
  marked: Iterable<string>,
): readonly string[] {
  const shared = [...marked].map((place) => ({
    place,
    share: Math.max(0, ...strokes.map((stroke) => shareIn(stroke, painting, place))),
  }));
  const most = Math.max(0, ...shared.map(({ share }) => share));
  return shared
    .filter(({ share }) => share > 0 && share >= Math.min(most, LEAST_SHARE))
    .sort((a, b) => b.share - a.share)
    .map(({ place }) => place);
}

/** Pieces of paint without a number that lie mostly in places which have one. */
export function quietPieces(
  { piece, strengths }: Pieces,
  painting: Painting,
  marked: ReadonlyMap<string, { readonly strength: number | null }>,
): ReadonlySet<number> {
  const quiet = new Set<number>();
  if (!strengths.includes(null)) return quiet;
  const told = new Set<number>();
  for (const [place, { strength }] of marked) {
    if (strength === null) continue;
    for (const v of verticesOf(painting, place) ?? []) told.add(v);
  }
  if (told.size === 0) return quiet;
  // For each piece: vertices in places with a number, less those in other places.
  const balance = new Int32Array(strengths.length);
  piece.forEach((number, v) => {
    if (number >= 0) balance[number] = (balance[number] ?? 0) + (told.has(v) ? 1 : -1);
  });
  strengths.forEach((strength, number) => {
    if (strength === null && (balance[number] ?? 0) > 0) quiet.add(number);
  });
  return quiet;
}
