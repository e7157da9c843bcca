import { expect, test } from "vitest";
import { type Field, outlines } from "../../src/geometry/contour";

function disc(size: number, radius: number): Field {
  const values = new Float32Array(size * size);
  for (let i = 0; i < values.length; i++) {
    const x = (i % size) + 0.5 - size / 2;
    const y = Math.floor(i / size) + 0.5 - size / 2;
    values[i] = radius - Math.hypot(x, y) + 0.5;
  }
  return { width: size, height: size, values };
}

test("the outline of a disc is one closed line at its radius", () => {
  const found = outlines(disc(40, 12), 0.5);
  expect(found).toHaveLength(1);
  expect(found[0]!.isClosed).toBe(true);
  const { points } = found[0]!;
  for (let i = 0; i < points.length; i += 2) {
    expect(Math.hypot(points[i]! - 20, points[i + 1]! - 20)).toBeCloseTo(12, 1);
  }
});

test("a field that is inside up to its border is closed along the border", () => {
  const found = outlines({ width: 4, height: 3, values: new Float32Array(12).fill(1) }, 0.5);
  expect(found).toHaveLength(1);
  expect(found[0]!.isClosed).toBe(true);
});

test("two islands give two lines, and a hole gives a line of its own", () => {
  const islands = new Float32Array(49);
  islands[8] = islands[40] = 1;
  expect(outlines({ width: 7, height: 7, values: islands }, 0.5)).toHaveLength(2);
  const ring = new Float32Array(49).fill(1);
  ring[24] = 0;
  expect(outlines({ width: 7, height: 7, values: ring }, 0.5)).toHaveLength(2);
});

test("an empty field has no outline", () => {
  expect(outlines({ width: 5, height: 5, values: new Float32Array(25) }, 0.5)).toEqual([]);
});
