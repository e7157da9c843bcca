/**
 * How does a cross lie on the skin, so that it hugs it and never floats?
 *
 * It is drawn by the material of the skin itself, in the plane that touches the skin at the
 * point; here is that plane, and how large the cross must be to look the same from everywhere.
 */

import type { SurfacePoint } from "../geometry/surface_point";
import { clamped, dot, type Vector } from "./orbit";
import type { Mesh } from "./raycast";

export interface Cross {
  /** [mm] */
  readonly place: Vector;
  readonly right: Vector;
  readonly up: Vector;
}

const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

const across = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

const unit = (a: Vector): Vector => {
  const length = Math.hypot(...a) || 1;
  return [a[0] / length, a[1] / length, a[2] / length];
};

const cornerOf = (values: ArrayLike<number>, vertex: number): Vector => [
  values[3 * vertex]!,
  values[3 * vertex + 1]!,
  values[3 * vertex + 2]!,
];

/** Mean of three corners with the weights of a point. */
function mixed(mesh: Mesh, point: SurfacePoint, values: ArrayLike<number>): Vector {
  const weights = [1 - point.b1 - point.b2, point.b1, point.b2];
  let [x, y, z] = [0, 0, 0];
  for (let k = 0; k < 3; k++) {
    const corner = cornerOf(values, mesh.triangles[3 * point.triangle + k]!);
    x += weights[k]! * corner[0];
    y += weights[k]! * corner[1];
    z += weights[k]! * corner[2];
  }
  return [x, y, z];
}

/** A point of the skin in space. [mm] */
export const placeOf = (mesh: Mesh, point: SurfacePoint): Vector =>
  mixed(mesh, point, mesh.positions);

/** The touching plane at a point; `up` lies as upright as the skin allows. */
export function crossAt(mesh: Mesh, point: SurfacePoint, normals: ArrayLike<number>): Cross {
  const outward = unit(mixed(mesh, point, normals));
  const upright: Vector = Math.abs(outward[2]) > 0.9 ? [0, -Math.sign(outward[2]), 0] : [0, 0, 1];
  const lean = dot(upright, outward);
  const up = unit(minus(upright, [lean * outward[0], lean * outward[1], lean * outward[2]]));
  return { place: placeOf(mesh, point), right: across(up, outward), up };
}

const WANTED_PX = 11;

/** Half the width of a cross: about 11 pixels, yet never smaller or larger than on real skin. [mm] */
export const crossSize = (mmPerPixel: number): number => clamped(WANTED_PX * mmPerPixel, 2.5, 22);
