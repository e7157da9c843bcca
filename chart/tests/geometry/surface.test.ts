import { expect, test } from "vitest";
import { rowsFromDifferences, trianglesFromDifferences } from "../../src/geometry/coding";
import { buildGraph } from "../../src/geometry/graph";
import { vertexAreas, vertexNormals } from "../../src/geometry/shape";
import {
  mirrorTriangle,
  mirrorVertex,
  spreadPositions,
  surfaceFromHalf,
} from "../../src/geometry/surface";
import { readMeta } from "../../src/geometry/surface_meta";
import { egg, eggSurface } from "../fixtures";

const surface = eggSurface();

test("mirroring a vertex or a triangle twice leads back to it", () => {
  for (let v = 0; v < surface.nVertices; v++) {
    expect(mirrorVertex(surface.meta, mirrorVertex(surface.meta, v))).toBe(v);
  }
  for (let t = 0; t < surface.nTriangles; t++) {
    expect(mirrorTriangle(surface, mirrorTriangle(surface, t))).toBe(t);
  }
});

test("the right half is the left one with x negated", () => {
  const p = surface.referenceMm;
  for (let v = surface.meta.nMidline; v < surface.nHalf; v++) {
    const m = mirrorVertex(surface.meta, v);
    expect([-p[v * 3]!, p[v * 3 + 1], p[v * 3 + 2]]).toEqual([...p.slice(m * 3, m * 3 + 3)]);
  }
});

test("every edge belongs to two triangles that run along it in opposite directions", () => {
  const seen = new Map<string, number>();
  const { triangles } = surface;
  for (let t = 0; t < triangles.length; t += 3) {
    for (let k = 0; k < 3; k++) {
      const way = `${triangles[t + k]}>${triangles[t + ((k + 1) % 3)]}`;
      seen.set(way, (seen.get(way) ?? 0) + 1);
    }
  }
  for (const [way, times] of seen) {
    expect(times).toBe(1);
    expect(seen.has(way.split(">").reverse().join(">"))).toBe(true);
  }
});

test("normals point outward and have unit length", () => {
  const normals = vertexNormals(surface.referenceMm, surface.triangles);
  const p = surface.referenceMm;
  const middle = [0, 1, 2].map(
    (k) => p.reduce((sum, x, i) => (i % 3 === k ? sum + x : sum), 0) / surface.nVertices,
  );
  for (let v = 0; v < surface.nVertices; v++) {
    const n = [...normals.slice(v * 3, v * 3 + 3)];
    expect(Math.hypot(...n)).toBeCloseTo(1, 12);
    const out = n.reduce((sum, x, k) => sum + x * (p[v * 3 + k]! - middle[k]!), 0);
    expect(out).toBeGreaterThan(0);
  }
});

test("vertex areas add up to the area of the triangles", () => {
  const areas = vertexAreas(surface.referenceMm, surface.triangles);
  const halves = [0, 0];
  areas.forEach((area, v) => {
    if (v < surface.meta.nMidline) return;
    halves[v < surface.nHalf ? 0 : 1]! += area;
  });
  expect(halves[0]).toBeCloseTo(halves[1]!, 6);
});

test("the neighbours of a vertex stand in ascending order, and shortcuts are ways too", () => {
  const graph = buildGraph(surface.referenceMm, surface.triangles);
  for (const { start, neighbour } of [graph.edges, graph.ways]) {
    for (let v = 0; v < surface.nVertices; v++) {
      const row = [...neighbour.slice(start[v], start[v + 1])];
      expect(row).toEqual([...row].sort((a, b) => a - b));
    }
  }
  expect(graph.ways.neighbour.length).toBeGreaterThan(graph.edges.neighbour.length);
});

test("a body is the reference plus or minus what is different", () => {
  const meta = readMeta({ atlas_version: "1", n_midline: 1, n_left: 1, n_triangles_left: 0 });
  const reference = new Int16Array([0, 10, 20, 30, 40, 50]);
  const sex = new Int16Array([0, 1, 2, 3, 4, 5]);
  const male = spreadPositions(meta, [
    [reference, 1],
    [sex, -1],
  ]);
  expect([...male]).toEqual([0, 0.9, 1.8, 2.7, 3.6, 4.5, -2.7, 3.6, 4.5]);
});

test("an array of the wrong length is refused with its name", () => {
  const meta = readMeta(egg.meta);
  expect(() => surfaceFromHalf(meta, new Uint16Array(3), new Int16Array(3))).toThrow(
    `triangles: expected ${meta.nTrianglesLeft * 3} ids, came 3`,
  );
});

test("rows and triangles come back from their differences", () => {
  // Two rows (1, 2, 3) and (0, 2, 5): differences 1, -1 | 2, 0 | 3, 2; low bytes, then high.
  const rows = new Uint8Array([1, 255, 2, 0, 3, 2, 0, 255, 0, 0, 0, 0]);
  expect([...rowsFromDifferences(rows.buffer)]).toEqual([1, 2, 3, 0, 2, 5]);
  // Triangles (7, 8, 6) and (9, 8, 10): first 7, +2; then +1, -1; then -1, +1.
  const triangles = new Uint8Array([7, 2, 1, 255, 255, 1, 0, 0, 0, 255, 255, 0]);
  expect([...trianglesFromDifferences(triangles.buffer)]).toEqual([7, 8, 6, 9, 8, 10]);
});
