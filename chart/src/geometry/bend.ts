/**
 * How a value on the skin bends inside each triangle, so that its edge is drawn as a curve.
 *
 * Between three corners a value is usually read along a straight line; its contours then have
 * corners at every mesh edge. From the slopes at the corners follows how far the value bends away
 * from the line on each side. For drawing only: areas and regions are measured without it.
 */
import { vertexAreas } from "./shape";
import type { Surface } from "./surface";

export class Bend {
  readonly #surface: Surface;
  /** (V*3,) mean slope at each vertex. [1/mm] */
  readonly #slope: Float64Array;
  /** (V,) area of all triangles at each vertex. [mm2] */
  readonly #around: Float64Array;
  /** (T*3,) height over the line at s on side ab, bc, ca is this times s (1 − s). */
  readonly sides: Float32Array;
  #bent: number[] = [];

  constructor(surface: Surface) {
    this.#surface = surface;
    this.#slope = new Float64Array(surface.nVertices * 3);
    this.#around = vertexAreas(surface.referenceMm, surface.triangles).map((area) => 3 * area);
    this.sides = new Float32Array(surface.nTriangles * 3);
  }

  /** Follow a value of every vertex. */
  follow(values: Float64Array): void {
    for (const t of this.#bent) this.sides.fill(0, t * 3, t * 3 + 3);
    this.#bent = this.#sloping(values);
    this.#slope.fill(0);
    for (const t of this.#bent) this.#addSlope(t, values);
    for (const t of this.#bent) this.#bendSides(t);
  }

  /** Triangles whose corners differ. */
  #sloping(values: Float64Array): number[] {
    const { triangles, nTriangles } = this.#surface;
    const found: number[] = [];
    for (let t = 0; t < nTriangles; t++) {
      const a = values[triangles[t * 3]!]!;
      if (a !== values[triangles[t * 3 + 1]!]! || a !== values[triangles[t * 3 + 2]!]!) {
        found.push(t);
      }
    }
    return found;
  }

  /** Add the slope of a triangle to its corners, by its share of the area around them. */
  #addSlope(t: number, values: Float64Array): void {
    const { triangles, referenceMm: p } = this.#surface;
    const [a, b, c] = [triangles[t * 3]!, triangles[t * 3 + 1]!, triangles[t * 3 + 2]!];
    const u = minus(p, b, a);
    const w = minus(p, c, a);
    const n = cross(u, w);
    const squared = n[0] * n[0] + n[1] * n[1] + n[2] * n[2];
    if (squared === 0) return;
    const toB = (values[b]! - values[a]!) / squared;
    const toC = (values[c]! - values[a]!) / squared;
    const wn = cross(w, n);
    const nu = cross(n, u);
    const area = Math.sqrt(squared) / 2;
    for (const v of [a, b, c]) {
      const part = area / this.#around[v]!;
      for (let k = 0; k < 3; k++) {
        this.#slope[v * 3 + k]! += part * (toB * wn[k]! + toC * nu[k]!);
      }
    }
  }

  #bendSides(t: number): void {
    const { triangles, referenceMm: p } = this.#surface;
    for (let side = 0; side < 3; side++) {
      const i = triangles[t * 3 + side]!;
      const j = triangles[t * 3 + ((side + 1) % 3)]!;
      const d = minus(p, j, i);
      let bend = 0;
      for (let k = 0; k < 3; k++) {
        bend += (this.#slope[i * 3 + k]! - this.#slope[j * 3 + k]!) * d[k]!;
      }
      this.sides[t * 3 + side] = bend / 2;
    }
  }
}

type Vector = readonly [number, number, number];

function minus(p: Float64Array, i: number, j: number): Vector {
  return [p[i * 3]! - p[j * 3]!, p[i * 3 + 1]! - p[j * 3 + 1]!, p[i * 3 + 2]! - p[j * 3 + 2]!];
}

function cross(u: Vector, w: Vector): Vector {
  return [u[1] * w[2] - u[2] * w[1], u[2] * w[0] - u[0] * w[2], u[0] * w[1] - u[1] * w[0]];
}
