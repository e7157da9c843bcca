/** The element's `value`: a drawing as it comes from a page, checked. */
import { ShapeError } from "../geometry/shape_error";
import { readStrokes, type Stroke } from "../geometry/strokes";
import type { Surface } from "../geometry/surface";
import { type BodyName, isRecord } from "../geometry/surface_meta";

/** The edition of the body surface that this element knows. */
export const ATLAS_VERSION = "1";

/** What `value` holds: a drawing as its strokes. */
export interface BodyValue {
  readonly atlas_version: string;
  readonly strokes: readonly Stroke[];
}

const BODIES: readonly BodyName[] = ["female", "male", "child", "heavy"];

/** The body that an attribute asks for; the woman when it asks for none that is known. */
export function bodyNamed(asked: string | null): BodyName {
  return BODIES.find((body) => body === asked) ?? "female";
}

/** The strokes of a drawing, or of a bare list of strokes; none for null. */
export function strokesIn(value: unknown, place: string, nTriangles: number): readonly Stroke[] {
  if (Array.isArray(value)) return readStrokes(value, nTriangles);
  if (value === null || value === undefined) return [];
  if (!isRecord(value)) throw new ShapeError(place, "an object with strokes", value);
  const version = value["atlas_version"];
  if (version !== undefined && version !== ATLAS_VERSION) {
    throw new ShapeError(`${place}.atlas_version`, `"${ATLAS_VERSION}"`, version);
  }
  return readStrokes(value["strokes"], nTriangles);
}

/** Hold strokes against the surface they are to lie on. */
export function checkOnSurface(strokes: readonly Stroke[], { nTriangles, meta }: Surface): void {
  if (meta.atlasVersion !== ATLAS_VERSION) {
    throw new ShapeError("atlas", `version ${ATLAS_VERSION} of the body`, meta.atlasVersion);
  }
  readStrokes(strokes, nTriangles);
}

/** A place `side:region` as the two fields of a stroke. */
export function placeParts(place: string): { region: string; side: "left" | "right" | "mid" } {
  const [side = "mid", region = ""] = place.split(":");
  return { region, side: side === "left" || side === "right" ? side : "mid" };
}
