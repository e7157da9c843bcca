import { expect, test } from "vitest";
import { type Camera, rasterise } from "../../src/geometry/raster";
import { eggSurface } from "../fixtures";

const surface = eggSurface();
const p = surface.referenceMm;
const along = (axis: number): number[] => [...p].filter((_, i) => i % 3 === axis);
const camera: Camera = {
  right: [1, 0, 0],
  up: [0, 0, 1],
  toward: [0, -1, 0],
  x0: Math.min(...along(0)) - 5,
  y0: Math.max(...along(2)) + 5,
  scale: 1,
  width: Math.max(...along(0)) - Math.min(...along(0)) + 10,
  height: Math.max(...along(2)) - Math.min(...along(2)) + 10,
};
const all = { positionsMm: p, triangles: surface.triangles, camera, shown: null, cuts: [] };

function placeAt(map: ReturnType<typeof rasterise>, pixel: number): number[] {
  const t = map.triangle[pixel]! * 3;
  const l1 = map.weights[pixel * 2]!;
  const l2 = map.weights[pixel * 2 + 1]!;
  const weights = [1 - l1 - l2, l1, l2];
  return [0, 1, 2].map((axis) =>
    weights.reduce((sum, w, k) => sum + w * p[surface.triangles[t + k]! * 3 + axis]!, 0),
  );
}

test("the place under a pixel is drawn at the middle of that pixel", () => {
  const map = rasterise(all);
  let checked = 0;
  for (let pixel = 0; pixel < map.triangle.length; pixel += 7) {
    if (map.triangle[pixel]! < 0) continue;
    const [x, , z] = placeAt(map, pixel);
    expect((x! - camera.x0) * camera.scale).toBeCloseTo((pixel % map.width) + 0.5, 2);
    expect((camera.y0 - z!) * camera.scale).toBeCloseTo(Math.floor(pixel / map.width) + 0.5, 2);
    checked++;
  }
  expect(checked).toBeGreaterThan(500);
});

test("only the side toward the viewer is seen", () => {
  const front = rasterise(all);
  const middle = front.triangle.findIndex(
    (t, pixel) => t >= 0 && Math.floor(pixel / front.width) === Math.floor(front.height / 2),
  );
  const back = rasterise({
    ...all,
    camera: {
      ...camera,
      right: [-1, 0, 0],
      toward: [0, 1, 0],
      x0: -Math.max(...along(0)) - 5,
    },
  });
  expect(placeAt(front, middle + 20)[1]!).toBeLessThan(placeAt(back, middle + 20)[1]!);
});

test("what lies beyond a cutting plane is not drawn", () => {
  const map = rasterise({ ...all, cuts: [[0, 0, 1, 0]] });
  for (let pixel = 0; pixel < map.triangle.length; pixel++) {
    if (map.triangle[pixel]! >= 0) expect(placeAt(map, pixel)[2]!).toBeLessThan(1e-3);
  }
});

test("vertices that are not shown leave a gap", () => {
  const shown = new Uint8Array(surface.nVertices).fill(1);
  expect(rasterise({ ...all, shown: shown.fill(0) }).triangle.every((t) => t === -1)).toBe(true);
});
