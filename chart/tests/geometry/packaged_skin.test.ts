import { describe, expect, test } from "vitest";
import { Painting } from "../../src/geometry/painting";
import { patchesOf } from "../../src/geometry/patches";
import { readPainting } from "../../src/geometry/reading";
import { readStrokes } from "../../src/geometry/strokes";
import { bodyDrawings, packagedSkin } from "../fixtures";

/** Python and the browser may differ by so much. */
const NEAR = 1e-9;

const { canvas, regions } = packagedSkin();

function expectNear(found: readonly number[], wanted: readonly number[]): void {
  expect(found).toHaveLength(wanted.length);
  const worst = found.reduce((most, value, n) => Math.max(most, Math.abs(value - wanted[n]!)), 0);
  expect(worst).toBeLessThanOrEqual(NEAR);
}

test("there are drawings to compare", () => {
  expect(bodyDrawings.length).toBeGreaterThan(5);
});

describe.each(bodyDrawings)("on the packaged skin '$name' is the same as in Python", (drawing) => {
  const painting = new Painting(canvas, regions);
  for (const stroke of readStrokes(drawing.strokes, canvas.surface.nTriangles)) {
    painting.add(stroke);
  }
  const { expected } = drawing;

  test("every vertex has the same cover, strength and quality", () => {
    const covered = [...painting.cover.keys()].filter((v) => (painting.cover[v] ?? 0) > 0);
    expect(covered).toEqual(expected.vertices);
    expectNear(
      covered.map((v) => painting.brush[v]!),
      expected.brush,
    );
    expectNear(
      covered.map((v) => painting.whole[v]!),
      expected.whole,
    );
    const told = covered.map((v) => painting.intensity[v]!);
    expect(told.map((value) => (Number.isNaN(value) ? null : value))).toEqual(expected.intensity);
    expect(covered.map((v) => painting.quality[v])).toEqual(expected.quality);
    const { share } = patchesOf(painting.cover, canvas.graph.edges);
    expectNear(
      covered.map((v) => share[v]!),
      expected.share,
    );
  });

  test("the same places are read, as far and as strongly", () => {
    const { places, areaMm2, percent } = readPainting(painting);
    expectNear([areaMm2 / 100, percent], [expected.cm2, expected.percent]);
    const named = (list: readonly { region: string; side: string; quality: string | null }[]) =>
      list.map(({ region, side, quality }) => `${side}:${region} ${quality}`);
    expect(named(places)).toEqual(named(expected.places));
    expectNear(
      places.flatMap((place) => [place.fraction, place.patchShare, place.intensity ?? -1]),
      expected.places.flatMap((one) => [one.fraction, one.patch_share, one.intensity ?? -1]),
    );
    expectNear(
      places.map(({ paintedMm2 }) => paintedMm2 / 100),
      expected.places.map(({ painted_mm2 }) => painted_mm2 / 100),
    );
  });
});
