/** Connected patches of paint: what a person drew as one piece (`unknot.body.patches`). */
import { PAINTED, paintedShare } from "./brush";
import type { Ways } from "./graph";

export interface Patches {
  /** (V,) patch of each vertex, −1 where there is no paint. */
  readonly patch: Int32Array;
  readonly nPatches: number;
  /** Vertices with any painted share, ascending. */
  readonly vertices: readonly number[];
  /** (V,) share of each vertex's area that is painted. */
  readonly share: Float64Array;
}

/**
 * Number the patches by their lowest painted vertex. A vertex in the ramp outside takes the
 * lowest patch beside it; what remains of a ramp after erasing is not paint.
 */
export function patchesOf(cover: Float64Array, edges: Ways): Patches {
  const n = cover.length;
  const patch = new Int32Array(n).fill(-1);
  const share = new Float64Array(n);
  const vertices: number[] = [];
  let nPatches = 0;
  for (let seed = 0; seed < n; seed++) {
    if (!(cover[seed]! > PAINTED) || patch[seed] !== -1) continue;
    flood(seed, nPatches++, { cover, edges, patch });
  }
  for (let v = 0; v < n; v++) {
    const c = cover[v]!;
    if (c === 0) continue;
    const isPainted = c > PAINTED;
    const wet = paintedShare(c);
    const beside = isPainted || wet === 0 ? -1 : lowestBeside(v, { cover, edges, patch });
    if (!isPainted && beside === -1) continue;
    if (!isPainted) patch[v] = beside;
    share[v] = wet;
    vertices.push(v);
  }
  return { patch, nPatches, vertices, share };
}

interface Sea {
  readonly cover: Float64Array;
  readonly edges: Ways;
  readonly patch: Int32Array;
}

/** Give a number to everything painted that hangs together with the seed. */
function flood(seed: number, number: number, { cover, edges, patch }: Sea): void {
  const open = [seed];
  patch[seed] = number;
  for (let v = open.pop(); v !== undefined; v = open.pop()) {
    for (let k = edges.start[v]!; k < edges.start[v + 1]!; k++) {
      const other = edges.neighbour[k]!;
      if (patch[other] !== -1 || !(cover[other]! > PAINTED)) continue;
      patch[other] = number;
      open.push(other);
    }
  }
}

/** The lowest patch among the painted neighbours, or −1. */
function lowestBeside(v: number, { cover, edges, patch }: Sea): number {
  let lowest = -1;
  for (let k = edges.start[v]!; k < edges.start[v + 1]!; k++) {
    const other = edges.neighbour[k]!;
    if (!(cover[other]! > PAINTED)) continue;
    const number = patch[other]!;
    if (lowest === -1 || number < lowest) lowest = number;
  }
  return lowest;
}
