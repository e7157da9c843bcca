import { expect, test } from "vitest";
import { Bend } from "../../src/geometry/bend";
import { piecesOf } from "../../src/geometry/pills";
import type { Surface } from "../../src/geometry/surface";
import { eggCanvas } from "../fixtures";

const canvas = eggCanvas();
const { surface } = canvas;
/** A flat sheet of squares, each halved, 5 mm wide. */
function sheet(n: number): Surface {
  const positions: number[] = [];
  const triangles: number[] = [];
  for (let row = 0; row <= n; row++) {
    for (let column = 0; column <= n; column++) {
      positions.push(5 * column, 5 * row, 0);
      if (row === n || column === n) continue;
      const a = row * (n + 1) + column;
      triangles.push(a, a + 1, a + n + 2, a, a + n + 2, a + n + 1);
    }
  }
  return {
    ...surface,
    nVertices: positions.length / 3,
    nTriangles: triangles.length / 3,
    triangles: new Uint16Array(triangles),
    referenceMm: new Float64Array(positions),
  };
}

test("the rim of a round dab is followed ten times nearer with the bend than along lines", () => {
  const flat = sheet(16);
  const p = flat.referenceMm;
  const fromMiddle = (x: number, y: number): number => Math.hypot(x - 41, y - 39);
  const values = Float64Array.from({ length: flat.nVertices }, (_, v) =>
    fromMiddle(p[v * 3]!, p[v * 3 + 1]!),
  );
  const bend = new Bend(flat);
  bend.follow(values);
  let straight = 0;
  let bent = 0;
  for (let t = 0; t < flat.nTriangles; t++) {
    const [i, j] = [flat.triangles[t * 3]!, flat.triangles[t * 3 + 1]!];
    const x = (p[i * 3]! + p[j * 3]!) / 2;
    const y = (p[i * 3 + 1]! + p[j * 3 + 1]!) / 2;
    const wanted = fromMiddle(x, y);
    if (wanted < 15 || wanted > 30) continue;
    const line = (values[i]! + values[j]!) / 2;
    straight += Math.abs(line - wanted);
    bent += Math.abs(line + bend.sides[t * 3]! / 4 - wanted);
  }
  expect(bent).toBeLessThan(straight / 10);
});

test("a value that is the same everywhere does not bend, nor what was there before", () => {
  const bend = new Bend(surface);
  const values = new Float64Array(surface.nVertices);
  values[100] = 1;
  bend.follow(values);
  expect(bend.sides.some((side) => side !== 0)).toBe(true);
  bend.follow(values.fill(0.4));
  expect(bend.sides.every((side) => side === 0)).toBe(true);
});

test("connected paint of one strength is one piece, another strength another", () => {
  const cover = new Float64Array(surface.nVertices);
  const intensity = new Float64Array(surface.nVertices).fill(Number.NaN);
  const { start, neighbour } = canvas.graph.edges;
  const [one, two] = [neighbour[start[100]!]!, neighbour[start[100]! + 1]!];
  for (const v of [100, one, two, 400]) cover[v] = 0.9;
  intensity[100] = 4;
  intensity[one] = 4.2;
  intensity[two] = 8;
  const { piece, strengths } = piecesOf(cover, intensity, canvas.graph.edges);
  expect(piece[100]).toBe(piece[one]);
  expect(new Set([piece[100], piece[two], piece[400]]).size).toBe(3);
  expect([...strengths].sort()).toEqual([4, 8, null]);
  expect(piece.filter((number) => number >= 0)).toHaveLength(4);
});
