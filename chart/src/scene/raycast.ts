/**
 * Which triangle does a ray meet first, and where in it?
 *
 * Double precision throughout, so that the weights b1 and b2 of a picked point do not depend
 * on how the triangle was found: this slow search and the fast tree give the same numbers.
 * Method: Möller and Trumbore (1997), both faces of a triangle count.
 */

import type { Vector } from "./orbit";

export interface Ray {
  readonly origin: Vector;
  readonly direction: Vector;
}

/** A point on the skin: a triangle and the weights of its second and third corner. */
export interface Hit {
  readonly triangle: number;
  readonly b1: number;
  readonly b2: number;
}

export interface Mesh {
  /** x, y, z of every vertex. [mm] */
  readonly positions: Float32Array;
  /** Three vertices of every triangle. */
  readonly triangles: Uint16Array | Uint32Array;
}

interface Crossing extends Hit {
  /** Along the ray, in lengths of its direction. */
  readonly along: number;
}

/** Where a ray crosses one triangle, or null. */
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
  const b1 = (sx * hx + sy * hy + sz * hz) / determinant;
  if (b1 < 0 || b1 > 1) return null;
  const [qx, qy, qz] = [sy * uz - sz * uy, sz * ux - sx * uz, sx * uy - sy * ux];
  const b2 = (dx * qx + dy * qy + dz * qz) / determinant;
  if (b2 < 0 || b1 + b2 > 1) return null;
  const along = (vx * qx + vy * qy + vz * qz) / determinant;
  return along > 0 ? { triangle, b1, b2, along } : null;
}

/** The first triangle a ray meets, by trying every one. */
export function firstHit(mesh: Mesh, ray: Ray): Hit | null {
  let best: Crossing | null = null;
  for (let t = 0; t < mesh.triangles.length / 3; t++) {
    const found = crossing(mesh, ray, t);
    if (found !== null && (best === null || found.along < best.along)) best = found;
  }
  return best === null ? null : { triangle: best.triangle, b1: best.b1, b2: best.b2 };
}
