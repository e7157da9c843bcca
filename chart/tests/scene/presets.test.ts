import { describe, expect, test } from "vitest";
import { axesOf, depthOf, dot, eyeOf, OPENING, plus, type Vector } from "../../src/scene/orbit";
import { type Figure, framed, NUMBERED, PRESETS } from "../../src/scene/presets";

/** A trunk of eight corners, a head above it and a hand on each side. */
const FIGURE: Figure = (() => {
  const boxes: readonly (readonly [number, Vector, Vector])[] = [
    [0, [-200, -100, 0], [200, 100, 1400]],
    [1, [-80, -90, 1400], [80, 90, 1700]],
    [2, [500, -20, 800], [560, 20, 1000]],
    [2, [-560, -20, 800], [-500, 20, 1000]],
  ];
  const positions: number[] = [];
  const part: number[] = [];
  for (const [kind, low, high] of boxes) {
    for (let corner = 0; corner < 8; corner++) {
      for (let k = 0; k < 3; k++) positions.push((corner >> k) & 1 ? high[k]! : low[k]!);
      part.push(kind);
    }
  }
  return {
    positions: Float64Array.from(positions),
    part: Uint8Array.from(part),
    parts: ["trunk", "head", "hand"],
  };
})();

/** Where a point falls in the picture, −1 to 1 each way when it is inside. */
function seen(place: Vector, orbit: ReturnType<typeof framed>, aspect: number): [number, number] {
  const { right, up } = axesOf(orbit);
  const from = plus(place, eyeOf(orbit), -1);
  const reach = depthOf(orbit, place) * Math.tan(OPENING / 2);
  return [dot(from, right) / (reach * aspect), dot(from, up) / reach];
}

const corners = (kind: number, sign: number): Vector[] =>
  [...FIGURE.part.keys()]
    .filter((v) => FIGURE.part[v] === kind && sign * FIGURE.positions[3 * v]! >= 0)
    .map((v) => [...FIGURE.positions.slice(3 * v, 3 * v + 3)] as unknown as Vector);

describe("a preset", () => {
  test.each([0.5, 1, 1.8])("shows the whole body at an aspect of %d", (aspect) => {
    for (const view of ["front", "back", "left", "right"]) {
      const orbit = framed(FIGURE, PRESETS[view]!, aspect);
      for (const place of [0, 1, 2].flatMap((kind) => corners(kind, 0))) {
        const [x, y] = seen(place, orbit, aspect);
        expect(Math.abs(x), `${view} x`).toBeLessThan(1.02);
        expect(Math.abs(y), `${view} y`).toBeLessThan(1.02);
      }
    }
  });

  test("fills the picture with a hand of the named side", () => {
    const orbit = framed(FIGURE, PRESETS["hand_left_palm"]!, 1);
    expect(orbit.target[0]).toBeCloseTo(530);
    const heights = corners(2, 1).map((place) => seen(place, orbit, 1)[1]);
    expect(Math.max(...heights)).toBeGreaterThan(0.85);
  });

  test("looks at the right hand where the left one is mirrored", () => {
    const left = framed(FIGURE, PRESETS["hand_left_palm"]!, 1);
    const right = framed(FIGURE, PRESETS["hand_right_palm"]!, 1);
    expect(right.target[0]).toBeCloseTo(-left.target[0]);
    expect(right.distance_mm).toBeCloseTo(left.distance_mm);
  });

  test("named left looks at the person's left side", () => {
    expect(eyeOf(framed(FIGURE, PRESETS["left"]!, 1))[0]).toBeGreaterThan(1000);
  });

  test("of the sole looks up from under the feet", () => {
    const sole = PRESETS["foot_left_sole"]!;
    expect(sole.elevation).toBeLessThan(-1.4);
  });

  test("reached by a number exists", () => {
    for (const view of NUMBERED) expect(PRESETS[view]).toBeDefined();
  });
});
