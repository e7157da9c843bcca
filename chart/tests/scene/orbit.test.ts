import { describe, expect, test } from "vitest";
import {
  axesOf,
  between,
  depthOf,
  directionThrough,
  dot,
  eyeOf,
  heldWithin,
  keyed,
  type Orbit,
  pictureHeight,
  plus,
  shifted,
  turned,
  zoomed,
} from "../../src/scene/orbit";

const FRONT: Orbit = { azimuth: 0, elevation: 0, distance_mm: 1000, target: [0, 0, 100] };

describe("the eye", () => {
  test("stands before the front at azimuth 0: front is -y", () => {
    expect(eyeOf(FRONT)).toEqual([0, -1000, 100]);
  });

  test("sees the person's left on the right of the picture from the front", () => {
    expect(axesOf(FRONT).right).toEqual([1, 0, 0]);
  });

  test("stands at the person's left at azimuth 90 degrees", () => {
    expect(eyeOf({ ...FRONT, azimuth: Math.PI / 2 })[0]).toBeCloseTo(1000);
  });

  test("has three directions that stand square on each other", () => {
    const { right, up, toward } = axesOf({ ...FRONT, azimuth: 0.7, elevation: -0.4 });
    for (const [a, b] of [
      [right, up],
      [up, toward],
      [toward, right],
    ] as const) {
      expect(dot(a, b)).toBeCloseTo(0, 12);
    }
  });

  test("never goes over the head", () => {
    expect(turned(FRONT, 0, 10).elevation).toBeLessThan(Math.PI / 2);
    expect(turned(FRONT, 0, -10).elevation).toBeGreaterThan(-Math.PI / 2);
  });

  test("keeps what lies under the pointer in its place while it comes nearer", () => {
    const [place, aspect] = [[0.5, -0.3], 0.8] as const;
    const half = pictureHeight(FRONT) / 2;
    const under = plus(
      plus(FRONT.target, axesOf(FRONT).right, place[0] * half * aspect),
      axesOf(FRONT).up,
      place[1] * half,
    );
    const near = zoomed(FRONT, 0.5, place, aspect);
    const seen = plus(under, near.target, -1);
    const half_near = pictureHeight(near) / 2;
    expect(dot(seen, axesOf(near).right) / (half_near * aspect)).toBeCloseTo(place[0], 12);
    expect(dot(seen, axesOf(near).up) / half_near).toBeCloseTo(place[1], 12);
  });

  test("comes no nearer than 12 cm and goes no farther than 9 m", () => {
    expect(zoomed(FRONT, 1e-6, [0, 0], 1).distance_mm).toBe(120);
    expect(zoomed(FRONT, 1e6, [0, 0], 1).distance_mm).toBe(9000);
  });

  test("looks through the middle of the picture at its target", () => {
    const orbit = { ...FRONT, azimuth: 1.1, elevation: 0.3 };
    const met = plus(eyeOf(orbit), directionThrough(orbit, [0, 0], 1.5), orbit.distance_mm);
    met.forEach((value, k) => {
      expect(value).toBeCloseTo(orbit.target[k] as number, 9);
    });
    expect(depthOf(orbit, orbit.target)).toBeCloseTo(1000, 9);
  });

  test("moves the picture with a shift: to the right by a tenth of its height", () => {
    expect(shifted(FRONT, 0.1, 0).target[0]).toBeCloseTo(-0.1 * pictureHeight(FRONT));
  });

  test("stays within the box round the body", () => {
    const away = { ...FRONT, target: [900, -900, 5] as const };
    expect(heldWithin(away, [-300, -100, 0], [300, 100, 900]).target).toEqual([300, -100, 5]);
  });

  test("glides the short way round from the left side over the back to the right", () => {
    const left = { ...FRONT, azimuth: Math.PI * 0.9 };
    const right = { ...FRONT, azimuth: -Math.PI * 0.9 };
    expect(between(left, right, 0.5).azimuth).toBeCloseTo(Math.PI);
    expect(between(left, right, 1).distance_mm).toBe(1000);
  });
});

describe("a key", () => {
  test.each([
    ["ArrowLeft", "azimuth", -1],
    ["ArrowRight", "azimuth", 1],
    ["ArrowUp", "elevation", 1],
    ["ArrowDown", "elevation", -1],
  ] as const)("%s changes the %s by fifteen degrees", (key, angle, sign) => {
    expect(keyed(FRONT, key, false)?.[angle]).toBeCloseTo((sign * Math.PI) / 12);
  });

  test("plus comes nearer and minus undoes it", () => {
    const near = keyed(FRONT, "+", false) as Orbit;
    expect(near.distance_mm).toBe(800);
    expect(keyed(near, "-", false)?.distance_mm).toBeCloseTo(1000);
  });

  test("Shift and an arrow shift instead of turning", () => {
    const moved = keyed(FRONT, "ArrowUp", true) as Orbit;
    expect(moved.elevation).toBe(0);
    expect(moved.target[2]).toBeCloseTo(100 + 0.1 * pictureHeight(FRONT));
  });

  test("that means nothing here is left to the page", () => {
    expect(keyed(FRONT, "Tab", false)).toBeNull();
  });
});
