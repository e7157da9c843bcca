import { describe, expect, test } from "vitest";
import { Painting } from "../../src/geometry/painting";
import { patchesOf } from "../../src/geometry/patches";
import { readPainting } from "../../src/geometry/reading";
import { readStrokes } from "../../src/geometry/strokes";
import { drawings, eggCanvas, eggRegions, type SharedDrawing } from "../fixtures";

const canvas = eggCanvas();
const regions = eggRegions(canvas.surface);

function replayed(drawing: SharedDrawing): Painting {
  const painting = new Painting(canvas, regions);
  for (const stroke of readStrokes(drawing.strokes, canvas.surface.nTriangles)) {
    painting.add(stroke);
  }
  return painting;
}

describe.each(drawings)("the drawing '$name' is the same as in Python", (drawing) => {
  const painting = replayed(drawing);
  const { expected } = drawing;

  test("every vertex has the same cover to the last bit", () => {
    const covered = [...painting.cover.keys()].filter((v) => (painting.cover[v] ?? 0) > 0);
    expect(covered).toEqual(expected.vertices);
    expect(covered.map((v) => painting.brush[v])).toEqual(expected.brush);
    expect(covered.map((v) => painting.whole[v])).toEqual(expected.whole);
  });

  test("every vertex has the same strength and quality", () => {
    const told = expected.vertices.map((v) => painting.intensity[v] ?? Number.NaN);
    expect(told.map((value) => (Number.isNaN(value) ? null : value))).toEqual(expected.intensity);
    expect(expected.vertices.map((v) => painting.quality[v])).toEqual(expected.quality);
  });

  test("the same share of every vertex is painted", () => {
    const { share } = patchesOf(painting.cover, canvas.graph.edges);
    expect(expected.vertices.map((v) => share[v])).toEqual(expected.share);
  });

  test("the area and the places read from it agree", () => {
    const reading = readPainting(painting);
    expect(reading.areaMm2 / 100).toBeCloseTo(expected.cm2, 8);
    expect(reading.percent).toBeCloseTo(expected.percent, 8);
    expect(reading.places.map(({ region, side, quality }) => ({ region, side, quality }))).toEqual(
      expected.places.map(({ region, side, quality }) => ({ region, side, quality })),
    );
    reading.places.forEach((place, n) => {
      const wanted = expected.places[n]!;
      expect(place.fraction).toBeCloseTo(wanted.fraction, 9);
      expect(place.patchShare).toBeCloseTo(wanted.patch_share, 9);
      expect(place.paintedMm2).toBeCloseTo(wanted.painted_mm2, 6);
      if (wanted.intensity === null) expect(place.intensity).toBeNull();
      else expect(place.intensity).toBeCloseTo(wanted.intensity, 9);
    });
  });

  test("taking every stroke off again leaves a bare skin", () => {
    const bare = new Painting(canvas, regions);
    const undos = drawing.strokes.map((stroke) => bare.add(stroke));
    for (const undo of undos.reverse()) bare.revert(undo);
    expect(bare.cover.every((cover) => cover === 0)).toBe(true);
    expect(bare.intensity.every(Number.isNaN)).toBe(true);
    expect(bare.inside.size + bare.named.size).toBe(0);
  });
});
