import { ShapeError } from "./shape_error";
import type { SurfaceMeta } from "./surface_meta";

/** One tenth of a millimetre: the unit of the compiled arrays. */
const UNITS_PER_MM = 10;

/** The skin of the reference body: all vertices and triangles of both halves. */
export interface Surface {
  readonly meta: SurfaceMeta;
  readonly nVertices: number;
  /** Midline and left vertices: the coded half. */
  readonly nHalf: number;
  readonly nTriangles: number;
  /** (nTriangles*3,) left half first, then the mirrored triangles in the same order. */
  readonly triangles: Uint16Array;
  /** (nVertices*3,) the reference body, on which everything is measured. [mm] */
  readonly referenceMm: Float64Array;
}

/** The whole surface from the coded half. */
export function surfaceFromHalf(
  meta: SurfaceMeta,
  halfTriangles: Uint16Array,
  halfReference: Int16Array,
): Surface {
  const nHalf = meta.nMidline + meta.nLeft;
  const nVertices = meta.nMidline + 2 * meta.nLeft;
  if (halfTriangles.length !== meta.nTrianglesLeft * 3) {
    throw new ShapeError("triangles", `${meta.nTrianglesLeft * 3} ids`, halfTriangles.length);
  }
  if (halfReference.length !== nHalf * 3) {
    throw new ShapeError("anatomical_reference", `${nHalf * 3} numbers`, halfReference.length);
  }
  return {
    meta,
    nVertices,
    nHalf,
    nTriangles: meta.nTrianglesLeft * 2,
    triangles: bothHalves(meta, halfTriangles),
    referenceMm: spreadPositions(meta, [[halfReference, 1]]),
  };
}

/** The same place on the other side of the body. */
export function mirrorVertex(meta: SurfaceMeta, vertex: number): number {
  if (vertex < meta.nMidline) return vertex;
  return vertex < meta.nMidline + meta.nLeft ? vertex + meta.nLeft : vertex - meta.nLeft;
}

/** The triangle on the other side of the body. */
export function mirrorTriangle(surface: Surface, triangle: number): number {
  const half = surface.meta.nTrianglesLeft;
  return triangle < half ? triangle + half : triangle - half;
}

/**
 * Sum of coded half arrays, each with its sign, as positions of all vertices; the right half is
 * the left one with x negated. [mm]
 */
export function spreadPositions(
  meta: SurfaceMeta,
  terms: readonly (readonly [Int16Array, 1 | -1])[],
): Float64Array {
  const nHalf = meta.nMidline + meta.nLeft;
  const positions = new Float64Array((nHalf + meta.nLeft) * 3);
  for (let i = 0; i < nHalf * 3; i++) {
    let units = 0;
    for (const [term, sign] of terms) units += sign * term[i]!;
    positions[i] = units / UNITS_PER_MM;
  }
  for (let left = meta.nMidline; left < nHalf; left++) {
    const right = (left + meta.nLeft) * 3;
    positions[right] = -positions[left * 3]!;
    positions[right + 1] = positions[left * 3 + 1]!;
    positions[right + 2] = positions[left * 3 + 2]!;
  }
  return positions;
}

/** A value of each half vertex, on all vertices. */
export function spreadBytes(meta: SurfaceMeta, half: Uint8Array): Uint8Array {
  const nHalf = meta.nMidline + meta.nLeft;
  if (half.length !== nHalf) throw new ShapeError("half array", `${nHalf} numbers`, half.length);
  const spread = new Uint8Array(nHalf + meta.nLeft);
  spread.set(half);
  spread.set(half.subarray(meta.nMidline), nHalf);
  return spread;
}

/** Left triangles, then the right ones with their winding turned. */
function bothHalves(meta: SurfaceMeta, half: Uint16Array): Uint16Array {
  const full = new Uint16Array(half.length * 2);
  full.set(half);
  for (let i = 0; i < half.length; i += 3) {
    const out = half.length + i;
    full[out] = mirrorVertex(meta, half[i]!);
    full[out + 1] = mirrorVertex(meta, half[i + 2]!);
    full[out + 2] = mirrorVertex(meta, half[i + 1]!);
  }
  return full;
}
