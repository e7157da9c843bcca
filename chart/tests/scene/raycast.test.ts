import { BufferAttribute, BufferGeometry } from "three";
import { describe, expect, test } from "vitest";
import { placeOf } from "../../src/scene/crosses";
import type { Vector } from "../../src/scene/orbit";
import { pickerOf } from "../../src/scene/picking";
import { firstPoint, pointOn, type Ray } from "../../src/scene/raycast";
import { sphere } from "./sphere";

const BALL = sphere(100);

const treeOf = (mesh: typeof BALL) => {
  const geometry = new BufferGeometry();
  geometry.setIndex(new BufferAttribute(mesh.triangles.slice(), 1));
  geometry.setAttribute("position", new BufferAttribute(Float32Array.from(mesh.positions), 3));
  return { geometry, picker: pickerOf(geometry) };
};

/** Rays at the ball from all around, some past it; always the same ones. */
function* rays(n: number): Generator<Ray> {
  let state = 7;
  const random = (): number => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  for (let i = 0; i < n; i++) {
    const [round, height] = [2 * Math.PI * random(), 2 * random() - 1];
    const flat = Math.sqrt(1 - height * height);
    const origin: Vector = [
      400 * flat * Math.cos(round),
      400 * flat * Math.sin(round),
      400 * height,
    ];
    const aim = [random(), random(), random()].map((value) => 240 * value - 120);
    yield { origin, direction: [aim[0]! - origin[0], aim[1]! - origin[1], aim[2]! - origin[2]] };
  }
}

describe("a picked point", () => {
  test("lies on the ray", () => {
    const ray: Ray = { origin: [3, -400, 5], direction: [0, 1, 0] };
    const point = firstPoint(BALL, ray);
    expect(point).not.toBeNull();
    const [x, y, z] = placeOf(BALL, point!);
    expect([x, z]).toEqual([expect.closeTo(3, 9), expect.closeTo(5, 9)]);
    expect(y).toBeLessThan(-98);
  });

  test("is the nearer of the two sides of the ball", () => {
    const back = firstPoint(BALL, { origin: [1, 400, 2], direction: [0, -1, 0] });
    expect(placeOf(BALL, back!)[1]).toBeGreaterThan(0);
  });

  test("is nothing when the ray passes by or looks away", () => {
    expect(firstPoint(BALL, { origin: [0, -400, 120], direction: [0, 1, 0] })).toBeNull();
    expect(firstPoint(BALL, { origin: [0, -400, 0], direction: [0, -1, 0] })).toBeNull();
  });

  test("keeps its weights inside the triangle when rounding puts it a hair outside", () => {
    const ray: Ray = { origin: [0, -400, 0], direction: [0, 1, 0] };
    for (let t = 0; t < BALL.triangles.length / 3; t++) {
      const point = pointOn(BALL, ray, t);
      if (point === null) continue;
      expect(Math.min(point.b1, point.b2)).toBeGreaterThanOrEqual(0);
      expect(point.b1 + point.b2).toBeLessThanOrEqual(1);
    }
  });
});

describe("the tree", () => {
  test("finds the same triangle and the same weights as trying every triangle", () => {
    const { geometry, picker } = treeOf(BALL);
    const indexed = geometry.index?.array.slice();
    let hits = 0;
    for (const ray of rays(400)) {
      const slow = firstPoint(BALL, ray);
      expect(picker.pick(BALL, ray)).toEqual(slow);
      if (slow !== null) hits++;
    }
    expect(hits).toBeGreaterThan(150);
    expect(geometry.index?.array).toEqual(indexed);
  });

  test("follows the body when it changes its shape", () => {
    const { geometry, picker } = treeOf(BALL);
    const larger = sphere(150);
    geometry.getAttribute("position").array.set(Float32Array.from(larger.positions));
    const ray: Ray = { origin: [0, -400, 130], direction: [0, 1, 0.01] };
    expect(firstPoint(BALL, ray)).toBeNull();
    picker.refit();
    expect(picker.pick(larger, ray)).toEqual(firstPoint(larger, ray));
    expect(picker.pick(larger, ray)).not.toBeNull();
  });
});
