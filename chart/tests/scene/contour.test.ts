import { describe, expect, test } from "vitest";
import { edgeDots } from "../../src/scene/contour";
import { crossAt, crossSize } from "../../src/scene/crosses";
import { drawnEvery } from "../../src/scene/dots";
import { dot } from "../../src/scene/orbit";
import { firstPoint } from "../../src/scene/raycast";
import { sphere } from "./sphere";

const BALL = sphere(100, 48, 96);
const HALF = { level: 0.5, step_mm: 5 };

/** A cap round the pole whose strength passes one half at z = height. */
const cap = (height_mm: number): Float32Array =>
  Float32Array.from({ length: BALL.positions.length / 3 }, (_, v) =>
    Math.min(1, Math.max(0, 0.5 + (BALL.positions[3 * v + 2]! - height_mm) / 40)),
  );

describe("the dotted edge", () => {
  const dots = edgeDots(BALL, cap(60), BALL.normals, HALF);
  const places = Array.from({ length: dots.rank.length }, (_, i) =>
    dots.positions.slice(3 * i, 3 * i + 3),
  );

  test("lies where the strength passes one half", () => {
    for (const place of places) expect(place[2]).toBeCloseTo(60, 0);
  });

  test("goes once round: circle of radius 80 at height 60, one dot every 5 mm", () => {
    const around = 2 * Math.PI * Math.sqrt(100 ** 2 - 60 ** 2);
    expect(places.length).toBeGreaterThan(around / 5 - 3);
    expect(places.length).toBeLessThan(around / 5 + 3);
  });

  test("keeps its dots evenly apart along the skin", () => {
    for (let i = 1; i < places.length; i++) {
      const [a, b] = [places[i - 1]!, places[i]!];
      const gap = Math.hypot(a[0]! - b[0]!, a[1]! - b[1]!, a[2]! - b[2]!);
      expect(gap).toBeGreaterThan(4.8);
      expect(gap).toBeLessThan(5.01);
    }
  });

  test("numbers its dots along the line, so that every second can be left out", () => {
    expect([...dots.rank].slice(0, 5)).toEqual([0, 1, 2, 3, 4]);
  });

  test("of nothing and of everything is empty", () => {
    const n = BALL.positions.length / 3;
    expect(edgeDots(BALL, new Float32Array(n), BALL.normals, HALF).rank).toHaveLength(0);
    expect(edgeDots(BALL, new Float32Array(n).fill(1), BALL.normals, HALF).rank).toHaveLength(0);
  });

  test("of two caps is two lines", () => {
    const lower = (v: number): number => 0.5 + (-BALL.positions[3 * v + 2]! - 60) / 40;
    const twice = cap(60).map((upper, v) => Math.min(1, Math.max(upper, lower(v))));
    const found = edgeDots(BALL, twice, BALL.normals, HALF);
    expect([...found.rank].filter((rank) => rank === 0)).toHaveLength(2);
  });

  test("draws fewer dots when seen from afar", () => {
    expect(drawnEvery(0.1)).toBe(1);
    expect(drawnEvery(2)).toBe(8);
  });
});

describe("the cross", () => {
  test("lies in the plane that touches the skin", () => {
    const point = firstPoint(BALL, { origin: [20, -400, 30], direction: [0, 1, 0] })!;
    const { place, right, up } = crossAt(BALL, point, BALL.normals);
    expect(dot(right, up)).toBeCloseTo(0, 9);
    expect(dot(right, place) / 100).toBeCloseTo(0, 2);
    expect(dot(up, place) / 100).toBeCloseTo(0, 2);
    expect(up[2]).toBeGreaterThan(0.9);
  });

  test("has a right that is the picture's right from the front", () => {
    const point = firstPoint(BALL, { origin: [0, -400, 0.5], direction: [0, 1, 0] })!;
    expect(crossAt(BALL, point, BALL.normals).right[0]).toBeGreaterThan(0.99);
  });

  test("stands on its feet even on top of the head", () => {
    const point = firstPoint(BALL, { origin: [1, 2, 400], direction: [0, 0, -1] })!;
    const { right, up } = crossAt(BALL, point, BALL.normals);
    expect(Math.hypot(...right)).toBeCloseTo(1);
    expect(Math.hypot(...up)).toBeCloseTo(1);
  });

  test("is never smaller than 2.5 mm or larger than 22 mm", () => {
    expect(crossSize(0.01)).toBe(2.5);
    expect(crossSize(1)).toBe(11);
    expect(crossSize(10)).toBe(22);
  });
});
