/** The pieces of paint that get a number of their own: connected, and of one strength. */
import { PAINTED } from "./brush";
import type { Ways } from "./graph";

export interface Pieces {
  /** (V,) piece of each painted vertex, −1 elsewhere. */
  readonly piece: Int32Array;
  /** Rounded strength of each piece, null where it was not told. */
  readonly strengths: readonly (number | null)[];
  /** Pieces that ask for no number, because their place has one. */
  readonly quiet: ReadonlySet<number>;
}

export function piecesOf(cover: Float64Array, intensity: Float64Array, edges: Ways): Pieces {
  const piece = new Int32Array(cover.length).fill(-1);
  const strengths: (number | null)[] = [];
  const strengthAt = (v: number): number | null => {
    const told = intensity[v]!;
    return Number.isNaN(told) ? null : Math.round(told);
  };
  for (let seed = 0; seed < cover.length; seed++) {
    if (!(cover[seed]! > PAINTED) || piece[seed] !== -1) continue;
    const strength = strengthAt(seed);
    const number = strengths.push(strength) - 1;
    const open = [seed];
    piece[seed] = number;
    for (let v = open.pop(); v !== undefined; v = open.pop()) {
      for (let k = edges.start[v]!; k < edges.start[v + 1]!; k++) {
        const other = edges.neighbour[k]!;
        if (piece[other] !== -1 || !(cover[other]! > PAINTED)) continue;
        if (strengthAt(other) !== strength) continue;
        piece[other] = number;
        open.push(other);
      }
    }
  }
  return { piece, strengths, quiet: new Set() };
}
