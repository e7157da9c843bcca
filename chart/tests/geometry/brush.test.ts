import { expect, test } from "vitest";
import { paintedShare } from "../../src/geometry/brush";
import { mirrorTriangle, mirrorVertex } from "../../src/geometry/surface";
import { storedPoint } from "../../src/geometry/surface_point";
import { eggCanvas } from "../fixtures";

const canvas = eggCanvas();
const { surface } = canvas;

test("a dab on the other side covers the mirrored vertices just as far", () => {
  for (let triangle = 0; triangle < surface.meta.nTrianglesLeft; triangle += 41) {
    const left = canvas.dab({ triangle, b1: 0.25, b2: 0.5 }, 30);
    const right = canvas.dab(
      { triangle: mirrorTriangle(surface, triangle), b1: 0.5, b2: 0.25 },
      30,
    );
    const mirrored = new Map(
      right.vertices.map((v, i) => [mirrorVertex(surface.meta, v), right.cover[i]!]),
    );
    expect(mirrored.size).toBe(left.vertices.length);
    left.vertices.forEach((v, i) => {
      expect(mirrored.get(v)).toBeCloseTo(left.cover[i]!, 9);
    });
  }
});

test("a wider dab covers every vertex at least as far", () => {
  const narrow = canvas.dab({ triangle: 100, b1: 0.3, b2: 0.3 }, 20);
  const wide = canvas.dab({ triangle: 100, b1: 0.3, b2: 0.3 }, 40);
  const far = new Map(wide.vertices.map((v, i) => [v, wide.cover[i]!]));
  narrow.vertices.forEach((v, i) => {
    expect(far.get(v)).toBeGreaterThanOrEqual(narrow.cover[i]!);
  });
});

test("even the smallest dab paints at least one vertex", () => {
  for (let triangle = 0; triangle < surface.nTriangles; triangle += 97) {
    const dab = canvas.dab({ triangle, b1: 1 / 3, b2: 1 / 3 }, 4);
    expect(Math.max(...dab.cover)).toBeGreaterThan(0.5);
  }
});

test("a point is stored in whole thousandths inside its triangle", () => {
  expect(storedPoint({ triangle: 1, b1: 0.12345, b2: 0.5 })).toEqual({
    triangle: 1,
    b1: 0.123,
    b2: 0.5,
  });
  // 0.5005 + 0.4995 would round to 0.501 + 0.5; the larger gives one back.
  expect(storedPoint({ triangle: 1, b1: 0.5005, b2: 0.4995 })).toEqual({
    triangle: 1,
    b1: 0.5,
    b2: 0.5,
  });
  const outside = storedPoint({ triangle: 1, b1: -1e-6, b2: 1.00001 });
  expect(outside).toEqual({ triangle: 1, b1: 0, b2: 1 });
});

test("a vertex counts half at the edge of the paint, and wholly a quarter of a ramp inside", () => {
  expect(paintedShare(0.5)).toBe(0.5);
  expect(paintedShare(0.375)).toBe(0);
  expect(paintedShare(0.625)).toBe(1);
});
