/** A drawing as the strokes it was made with: the same JSON as `unknot.body.strokes`. */
import { LARGEST_RADIUS_MM, SMALLEST_RADIUS_MM } from "./brush";
import type { Side } from "./places";
import { ShapeError } from "./shape_error";
import { mirrorTriangle, type Surface } from "./surface";
import { isRecord } from "./surface_meta";
import { type SurfacePoint, storedPoint } from "./surface_point";

/** Triangle, weight of its second corner, weight of its third. */
export type StoredPoint = readonly [triangle: number, b1: number, b2: number];

export interface BrushStroke {
  readonly tool: "paint" | "erase";
  readonly radius_mm: number;
  readonly intensity: number | null;
  readonly quality: string | null;
  readonly points: readonly StoredPoint[];
}

export interface RegionStroke {
  readonly tool: "region" | "unregion";
  readonly region: string;
  readonly side: Side | "both";
  readonly intensity: number | null;
  readonly quality: string | null;
}

export type Stroke = BrushStroke | RegionStroke;

/** How it feels, and how strongly; null where not told. */
export interface Feeling {
  readonly intensity: number | null;
  readonly quality: string | null;
}

export const NOTHING_TOLD: Feeling = { intensity: null, quality: null };
export const MOST_STROKES = 5000;
export const MOST_POINTS = 200_000;
export const STRONGEST = 10;
/** The closed list of `facts/files/qualities.csv`. */
export const QUALITIES: readonly string[] = [
  "ache",
  "pressing",
  "tight",
  "cramp",
  "sharp",
  "throbbing",
  "burning",
  "tingling",
  "numb",
  "electric",
];

export function isBrush(stroke: Stroke): stroke is BrushStroke {
  return stroke.tool === "paint" || stroke.tool === "erase";
}

export function pointOf([triangle, b1, b2]: StoredPoint): SurfacePoint {
  return { triangle, b1, b2 };
}

/** Points in all strokes together. */
export function countPoints(strokes: readonly Stroke[]): number {
  return strokes.reduce((sum, stroke) => sum + (isBrush(stroke) ? stroke.points.length : 0), 0);
}

/** The stroke as in a mirror: in a mirror the corners of a triangle run the other way round. */
export function mirroredStroke(surface: Surface, stroke: BrushStroke): BrushStroke {
  const points = stroke.points.map(
    ([triangle, b1, b2]): StoredPoint => [mirrorTriangle(surface, triangle), b2, b1],
  );
  return { ...stroke, points };
}

/** Check a list of strokes as it came from JSON; a complaint names its place. */
export function readStrokes(raw: unknown, nTriangles: number): readonly Stroke[] {
  if (raw === null || raw === undefined) return [];
  if (!Array.isArray(raw)) throw new ShapeError("strokes", "a list of strokes", raw);
  if (raw.length > MOST_STROKES) {
    throw new ShapeError("strokes", `at most ${MOST_STROKES} strokes`, raw.length);
  }
  const strokes = raw.map((entry, n) => readStroke(entry, `strokes[${n}]`, nTriangles));
  const points = countPoints(strokes);
  if (points > MOST_POINTS)
    throw new ShapeError("strokes", `at most ${MOST_POINTS} points`, points);
  return strokes;
}

function readStroke(raw: unknown, place: string, nTriangles: number): Stroke {
  if (!isRecord(raw)) throw new ShapeError(place, "an object", raw);
  const feeling = readFeeling(raw, place);
  const tool = raw["tool"];
  if (tool === "region" || tool === "unregion") {
    return {
      tool,
      region: text(raw["region"], `${place}.region`),
      side: readSide(raw["side"], `${place}.side`),
      ...(tool === "region" ? feeling : NOTHING_TOLD),
    };
  }
  if (tool !== "paint" && tool !== "erase") {
    throw new ShapeError(`${place}.tool`, "paint, erase, region or unregion", tool);
  }
  const points = raw["points"];
  if (!Array.isArray(points) || points.length === 0) {
    throw new ShapeError(`${place}.points`, "a list of points [triangle, b1, b2]", points);
  }
  return {
    tool,
    radius_mm: within(
      raw["radius_mm"],
      `${place}.radius_mm`,
      SMALLEST_RADIUS_MM,
      LARGEST_RADIUS_MM,
    ),
    ...(tool === "paint" ? feeling : NOTHING_TOLD),
    points: points.map((point, n) => readPoint(point, `${place}.points[${n}]`, nTriangles)),
  };
}

function readPoint(raw: unknown, place: string, nTriangles: number): StoredPoint {
  if (!Array.isArray(raw) || raw.length !== 3) {
    throw new ShapeError(place, "[triangle, b1, b2]", raw);
  }
  const [triangle, b1, b2]: unknown[] = raw;
  if (!isWhole(triangle) || triangle < 0 || triangle >= nTriangles) {
    throw new ShapeError(place, `a triangle from 0 to ${nTriangles - 1}`, triangle);
  }
  const stored = storedPoint({
    triangle,
    b1: within(b1, place, 0, 1),
    b2: within(b2, place, 0, 1),
  });
  return [stored.triangle, stored.b1, stored.b2];
}

function readFeeling(raw: Record<string, unknown>, place: string): Feeling {
  const { intensity = null, quality = null } = raw;
  if (quality !== null && (typeof quality !== "string" || !QUALITIES.includes(quality))) {
    throw new ShapeError(`${place}.quality`, `one of ${QUALITIES.join(", ")}`, quality);
  }
  return {
    intensity: intensity === null ? null : within(intensity, `${place}.intensity`, 0, STRONGEST),
    quality,
  };
}

function readSide(value: unknown, place: string): Side | "both" {
  if (value === "left" || value === "right" || value === "mid" || value === "both") return value;
  throw new ShapeError(place, "left, right, mid or both", value);
}

function text(value: unknown, place: string): string {
  if (typeof value !== "string") throw new ShapeError(place, "text", value);
  return value;
}

function isWhole(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value);
}

function within(value: unknown, place: string, low: number, high: number): number {
  if (typeof value !== "number" || !(value >= low && value <= high)) {
    throw new ShapeError(place, `a number from ${low} to ${high}`, value);
  }
  return value;
}
