/**
 * Which triangle does a ray meet first, and where in it?
 *
 * Double precision throughout, so that the weights b1 and b2 of a picked point do not depend
 * on how the triangle was found: this slow search and the fast tree give the same numbers.
 * Method: Möller and Trumbore (1997), both faces of a triangle count.
 */

import type { SurfacePoint } from "../geometry/surface_point";
import { clamped, type Vector } from "./orbit";

export interface Ray {
  readonly origin: Vector;
  readonly direction: Vector;
}

export interface Mesh {
  /** x, y, z of every vertex. [mm] */
  readonly positions: Float64Array;
  /** Three vertices of every triangle. */
  readonly triangles: Uint16Array;
}

interface Crossing {
  readonly b1: number;
  readonly b2: number;
  /** Along the ray, in lengths of its direction. */
  readonly along: number;
}

/** Where a ray crosses the plane of a triangle; null when it runs along it. */
export function crossing(mesh: Mesh, ray: Ray, triangle: number): Crossing | null {
  const { positions: p, triangles } = mesh;
  const a = 3 * triangles[3 * triangle]!;
  const b = 3 * triangles[3 * triangle + 1]!;
  const c = 3 * triangles[3 * triangle + 2]!;
  const [dx, dy, dz] = ray.direction;
  const [ux, uy, uz] = [p[b]! - p[a]!, p[b + 1]! - p[a + 1]!, p[b + 2]! - p[a + 2]!];
  const [vx, vy, vz] = [p[c]! - p[a]!, p[c + 1]! - p[a + 1]!, p[c + 2]! - p[a + 2]!];
  const [hx, hy, hz] = [dy * vz - dz * vy, dz * vx - dx * vz, dx * vy - dy * vx];
  const determinant = ux * hx + uy * hy + uz * hz;
  if (Math.abs(determinant) < 1e-12) return null;
  const sx = ray.origin[0] - p[a]!;
  const sy = ray.origin[1] - p[a + 1]!;
  const sz = ray.origin[2] - p[a + 2]!;
  const [qx, qy, qz] = [sy * uz - sz * uy, sz * ux - sx * uz, sx * uy - sy * ux];
  return {
    b1: (sx * hx + sy * hy + sz * hz) / determinant,
    b2: (dx * qx + dy * qy + dz * qz) / determinant,
    along: (vx * qx + vy * qy + vz * qz) / determinant,
  };
}

const isInside = ({ b1, b2, along }: Crossing): boolean =>
  b1 >= 0 && b2 >= 0 && b1 + b2 <= 1 && along > 0;

/** The point of a triangle that a ray meets; weights a hair outside are brought back in. */
export function pointOn(mesh: Mesh, ray: Ray, triangle: number): SurfacePoint | null {
  const found = crossing(mesh, ray, triangle);
  if (found === null) return null;
  const b1 = clamped(found.b1, 0, 1);
  return { triangle, b1, b2: clamped(found.b2, 0, 1 - b1) };
}

/** The first point of the skin on a ray, by trying every triangle. */
export function firstPoint(mesh: Mesh, ray: Ray): SurfacePoint | null {
  let nearest = Infinity;
  let best = -1;
  for (let t = 0; t < mesh.triangles.length / 3; t++) {
    const found = crossing(mesh, ray, t);
    if (found === null || !isInside(found) || found.along >= nearest) continue;
    nearest = found.along;
    best = t;
  }
  return best < 0 ? null : pointOn(mesh, ray, best);
}
