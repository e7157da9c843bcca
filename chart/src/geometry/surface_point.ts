/** A place on the skin: a triangle and the weights of its second and third corner. */
export interface SurfacePoint {
  readonly triangle: number;
  readonly b1: number;
  readonly b2: number;
}

/** Round weights to the three decimals that are stored, and keep them inside the triangle. */
export function storedPoint(point: SurfacePoint): SurfacePoint {
  const b1 = rounded(Math.max(0, point.b1));
  const b2 = rounded(Math.max(0, point.b2));
  const over = b1 + b2 - 1;
  if (over <= 0) return { triangle: point.triangle, b1, b2 };
  const larger = Math.max(b1, b2);
  const smaller = Math.min(1, Math.min(b1, b2));
  const rest = rounded(Math.min(larger, 1 - smaller));
  return b1 >= b2
    ? { triangle: point.triangle, b1: rest, b2: smaller }
    : { triangle: point.triangle, b1: smaller, b2: rest };
}

/** Three decimals, as the stroke log stores them. */
function rounded(weight: number): number {
  return Math.round(weight * 1000) / 1000;
}
