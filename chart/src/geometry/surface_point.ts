/** A place on the skin: a triangle and the weights of its second and third corner. */
export interface SurfacePoint {
  readonly triangle: number;
  readonly b1: number;
  readonly b2: number;
}

/** Weights are whole steps of one part in this many. */
const WEIGHT_STEPS = 1000;

/** The point as it is stored: weights of whole thousandths inside the triangle. */
export function storedPoint(point: SurfacePoint): SurfacePoint {
  const inside = clampedInside(point);
  let k1 = Math.floor(inside.b1 * WEIGHT_STEPS + 0.5);
  let k2 = Math.floor(inside.b2 * WEIGHT_STEPS + 0.5);
  if (k1 + k2 === WEIGHT_STEPS + 1) {
    if (k1 > k2) k1 -= 1;
    else k2 -= 1;
  }
  return { triangle: point.triangle, b1: k1 / WEIGHT_STEPS, b2: k2 / WEIGHT_STEPS };
}

/** Rasters and ray picks may lie a hair outside an edge. */
function clampedInside(point: SurfacePoint): { b1: number; b2: number } {
  const b1 = Math.max(0, point.b1);
  const b2 = Math.max(0, point.b2);
  const over = Math.max(1, b1 + b2);
  return { b1: b1 / over, b2: b2 / over };
}
