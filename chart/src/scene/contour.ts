/**
 * Where along the skin do the dots of a zone's edge lie?
 *
 * The edge is the line on which a strength per vertex passes a level. It is cut out triangle by
 * triangle, its pieces are joined into lines, and dots are set at even steps along them, so
 * that they lie on the skin and stay evenly spaced from every side.
 */

import type { Mesh } from "./raycast";

export interface Dots {
  /** x, y, z of every dot. [mm] */
  readonly positions: Float32Array;
  /** The outward direction of the skin there, not of unit length. */
  readonly normals: Float32Array;
  /** Number along its line: every second, fourth … dot is drawn when seen from far. */
  readonly rank: Float32Array;
}

interface Piece {
  readonly from: number;
  readonly to: number;
}

type Place = readonly [number, number, number, number, number, number];

/** The pieces of the line, each between two cut edges; an edge is named by its two vertices. */
function pieces(
  mesh: Mesh,
  strength: ArrayLike<number>,
  look: { places: Map<number, Place>; normals: ArrayLike<number>; level: number },
): Piece[] {
  const { places, normals, level } = look;
  const { positions: p, triangles } = mesh;
  const n = p.length / 3;
  const cut = (i: number, j: number): number => {
    const [a, b] = i < j ? [i, j] : [j, i];
    const key = a * n + b;
    if (!places.has(key)) {
      const share = (level - strength[a]!) / (strength[b]! - strength[a]!);
      const mix = (from: ArrayLike<number>, k: number): number =>
        from[3 * a + k]! + share * (from[3 * b + k]! - from[3 * a + k]!);
      places.set(key, [
        mix(p, 0),
        mix(p, 1),
        mix(p, 2),
        mix(normals, 0),
        mix(normals, 1),
        mix(normals, 2),
      ]);
    }
    return key;
  };
  const found: Piece[] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = [triangles[t]!, triangles[t + 1]!, triangles[t + 2]!];
    const inside = corners.map((v) => strength[v]! >= level);
    const count = Number(inside[0]) + Number(inside[1]) + Number(inside[2]);
    if (count === 0 || count === 3) continue;
    const odd = inside.indexOf(count === 1);
    const [v, next, last] = [corners[odd]!, corners[(odd + 1) % 3]!, corners[(odd + 2) % 3]!];
    const pair = [cut(v, next), cut(v, last)] as const;
    found.push(count === 1 ? { from: pair[0], to: pair[1] } : { from: pair[1], to: pair[0] });
  }
  return found;
}

/** Join the pieces end to end: every line as the list of its places. */
function joined(found: readonly Piece[]): number[][] {
  const next = new Map(found.map((piece) => [piece.from, piece.to]));
  const ends = new Set(found.map((piece) => piece.to));
  const starts = [...next.keys()].filter((key) => !ends.has(key));
  const lines: number[][] = [];
  for (const start of [...starts, ...next.keys()]) {
    if (!next.has(start)) continue;
    const line = [start];
    for (let at = next.get(start); at !== undefined; at = next.get(at)) {
      next.delete(line[line.length - 1]!);
      line.push(at);
    }
    lines.push(line);
  }
  return lines;
}

/** Dots at even steps along the edge of a zone. */
export function edgeDots(
  mesh: Mesh,
  strength: ArrayLike<number>,
  normals: ArrayLike<number>,
  { level, step_mm }: { level: number; step_mm: number },
): Dots {
  const places = new Map<number, Place>();
  const positions: number[] = [];
  const outward: number[] = [];
  const rank: number[] = [];
  for (const line of joined(pieces(mesh, strength, { places, normals, level }))) {
    let walked = 0;
    let number = 0;
    for (let i = 0; i + 1 < line.length; i++) {
      const from = places.get(line[i]!)!;
      const to = places.get(line[i + 1]!)!;
      const length = Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
      while (number * step_mm <= walked + length) {
        const share = length > 0 ? (number * step_mm - walked) / length : 0;
        const mixed = from.map((value, k) => value + share * (to[k]! - value));
        positions.push(mixed[0]!, mixed[1]!, mixed[2]!);
        outward.push(mixed[3]!, mixed[4]!, mixed[5]!);
        rank.push(number++);
      }
      walked += length;
    }
  }
  return {
    positions: Float32Array.from(positions),
    normals: Float32Array.from(outward),
    rank: Float32Array.from(rank),
  };
}
