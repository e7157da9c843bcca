/**
 * Which region each spot of the skin belongs to, as `unknot.body.skin` tells it.
 *
 * Regions share the skin softly: near a border a vertex belongs partly to each neighbour. A
 * vertex on the midline belongs half to the left and half to the right of a region with sides.
 */
import type { Places, Side } from "./places";
import { ShapeError } from "./shape_error";
import type { SurfaceMeta } from "./surface_meta";

/** Soft membership on the stored half, as compiled: rows by region. */
export interface RegionArrays {
  readonly start: Uint32Array;
  readonly vertex: Uint16Array;
  readonly share: Uint8Array;
}

/** Vertices, ascending, and a value above 0 for each. */
export interface Sparse {
  readonly vertices: readonly number[];
  readonly values: readonly number[];
}

/** A region's own skin on one side, as a key. */
export type LeafPlace = `${number}:${Side}`;

export class SkinRegions {
  readonly places: Places;
  readonly meta: SurfaceMeta;
  /** (nHalf,) sum of the shares of each vertex, and of their fourth powers; at least 1. */
  readonly #total: Float64Array;
  readonly #sharpTotal: Float64Array;
  readonly #arrays: RegionArrays;
  readonly #rows: ReadonlyMap<string, number>;
  /** Shares by vertex: rows of (region row, share). */
  readonly #vertexStart: Int32Array;
  readonly #vertexRow: Uint16Array;
  readonly #vertexShare: Uint8Array;
  #leafMm2: Float64Array | null = null;

  constructor(meta: SurfaceMeta, places: Places, arrays: RegionArrays) {
    if (arrays.start.length !== meta.regions.length + 1) {
      throw new ShapeError(
        "region_start",
        `${meta.regions.length + 1} numbers`,
        arrays.start.length,
      );
    }
    this.meta = meta;
    this.places = places;
    this.#arrays = arrays;
    this.#rows = new Map(meta.regions.map((id, row) => [id, row]));
    const nHalf = meta.nMidline + meta.nLeft;
    const total = new Float64Array(nHalf);
    const sharpTotal = new Float64Array(nHalf);
    this.#vertexStart = new Int32Array(nHalf + 1);
    for (let k = 0; k < arrays.vertex.length; k++) {
      total[arrays.vertex[k]!]! += arrays.share[k]!;
      sharpTotal[arrays.vertex[k]!]! += sharp(arrays.share[k]!);
      this.#vertexStart[arrays.vertex[k]! + 1]!++;
    }
    this.#total = total.map((sum) => Math.max(sum, 1));
    this.#sharpTotal = sharpTotal.map((sum) => Math.max(sum, 1));
    for (let v = 0; v < nHalf; v++) this.#vertexStart[v + 1]! += this.#vertexStart[v]!;
    this.#vertexRow = new Uint16Array(arrays.vertex.length);
    this.#vertexShare = new Uint8Array(arrays.vertex.length);
    const next = this.#vertexStart.slice();
    for (let row = 0; row < meta.regions.length; row++) {
      for (let k = arrays.start[row]!; k < arrays.start[row + 1]!; k++) {
        const slot = next[arrays.vertex[k]!]!++;
        this.#vertexRow[slot] = row;
        this.#vertexShare[slot] = arrays.share[k]!;
      }
    }
  }

  get nRegions(): number {
    return this.meta.regions.length;
  }

  row(region: string): number | undefined {
    return this.#rows.get(region);
  }

  /** The finer regions of skin that a region has, in the order of the surface. */
  parts(region: string): readonly string[] {
    return this.meta.regions.filter((id) => this.places.get(id)?.parent === region);
  }

  /** Whether one can paint on a region. */
  hasSkin(region: string): boolean {
    return this.#rows.has(region) || this.parts(region).length > 0;
  }

  /** Whether a part of the region lies under the same skin. */
  hasPartInside(region: string): boolean {
    return Object.keys(this.meta.inside).some((id) => this.places.get(id)?.parent === region);
  }

  /** What a place is made of: itself and its finer parts, on its side or both. */
  leafPlaces(region: string, side: Side | "both"): readonly LeafPlace[] {
    const names = [...(this.#rows.has(region) ? [region] : []), ...this.parts(region)];
    const sides: readonly Side[] = side === "both" ? ["left", "right"] : [side];
    const leaves = new Set<LeafPlace>();
    for (const name of names) {
      for (const own of sides) {
        const isSided = this.places.get(name)?.sided ?? true;
        leaves.add(`${this.#rows.get(name)!}:${isSided ? own : "mid"}`);
      }
    }
    return [...leaves];
  }

  /** How far every vertex belongs to the union of some places. */
  coverOf(leaves: readonly LeafPlace[]): Sparse {
    return this.#joined(leaves, (share) => share, this.#total);
  }

  /** The same with sharp borders, for measuring. */
  sharpCoverOf(leaves: readonly LeafPlace[]): Sparse {
    return this.#joined(leaves, sharp, this.#sharpTotal);
  }

  #joined(
    leaves: readonly LeafPlace[],
    weigh: (share: number) => number,
    total: Float64Array,
  ): Sparse {
    const left = new Map<number, number>();
    const right = new Map<number, number>();
    const add = (half: Map<number, number>, row: number): void => {
      for (let k = this.#arrays.start[row]!; k < this.#arrays.start[row + 1]!; k++) {
        const v = this.#arrays.vertex[k]!;
        half.set(v, (half.get(v) ?? 0) + weigh(this.#arrays.share[k]!));
      }
    };
    for (const leaf of leaves) {
      const [row, side] = leaf.split(":") as [string, Side];
      if (side !== "right") add(left, Number(row));
      if (side !== "left") add(right, Number(row));
    }
    return this.#spread(left, right, total);
  }

  #spread(left: Map<number, number>, right: Map<number, number>, totals: Float64Array): Sparse {
    const { nMidline, nLeft } = this.meta;
    const found: [number, number][] = [];
    for (const v of new Set([...left.keys(), ...right.keys()])) {
      const total = totals[v]!;
      const onLeft = left.get(v) ?? 0;
      const onRight = right.get(v) ?? 0;
      if (v < nMidline) {
        if (onLeft + onRight > 0) found.push([v, (onLeft + onRight) / 2 / total]);
        continue;
      }
      if (onLeft > 0) found.push([v, onLeft / total]);
      if (onRight > 0) found.push([v + nLeft, onRight / total]);
    }
    found.sort((a, b) => a[0] - b[0]);
    return { vertices: found.map(([v]) => v), values: found.map(([, value]) => value) };
  }

  /** Add the weight of a vertex to the regions that share it; rows by half, left before right. */
  shareOut(vertex: number, weight: number, left: Float64Array, right: Float64Array): void {
    const { nMidline, nLeft } = this.meta;
    if (vertex < nMidline) {
      this.#shareHalf(vertex, weight / 2, left);
      this.#shareHalf(vertex, weight / 2, right);
    } else if (vertex < nMidline + nLeft) {
      this.#shareHalf(vertex, weight, left);
    } else {
      this.#shareHalf(vertex - nLeft, weight, right);
    }
  }

  /** Skin of each region on one side; of a region without sides, half its skin. [mm2] */
  leafMm2(areaMm2: Float64Array): Float64Array {
    if (this.#leafMm2 !== null) return this.#leafMm2;
    const rows = new Float64Array(this.nRegions);
    const nHalf = this.meta.nMidline + this.meta.nLeft;
    for (let v = 0; v < nHalf; v++) {
      this.#shareHalf(v, v < this.meta.nMidline ? areaMm2[v]! / 2 : areaMm2[v]!, rows);
    }
    this.#leafMm2 = rows;
    return rows;
  }

  #shareHalf(v: number, weight: number, rows: Float64Array): void {
    const part = weight / this.#sharpTotal[v]!;
    for (let k = this.#vertexStart[v]!; k < this.#vertexStart[v + 1]!; k++) {
      rows[this.#vertexRow[k]!]! += sharp(this.#vertexShare[k]!) * part;
    }
  }
}

/** Fourth power of a stored share; exact, for it stays below 2^53. */
function sharp(share: number): number {
  const squared = share * share;
  return squared * squared;
}
