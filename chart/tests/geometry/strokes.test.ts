import { describe, expect, test } from "vitest";
import { StrokeLog } from "../../src/geometry/stroke_log";
import {
  type BrushStroke,
  MOST_STROKES,
  readStrokes,
  type Stroke,
} from "../../src/geometry/strokes";

const paint = {
  tool: "paint",
  radius_mm: 18,
  intensity: 6,
  quality: "ache",
  points: [[3, 0.25, 0.5]],
};

describe("strokes from outside", () => {
  test("good strokes come through as they are", () => {
    const region = {
      tool: "region",
      region: "temple",
      side: "both",
      intensity: null,
      quality: null,
    };
    expect(readStrokes([paint, region], 10)).toEqual([paint, region]);
    expect(readStrokes(null, 10)).toEqual([]);
  });

  test.each([
    [{ ...paint, radius_mm: 3 }, "strokes[0].radius_mm: expected a number from 4 to 60, came 3"],
    [{ ...paint, radius_mm: Number.NaN }, "strokes[0].radius_mm: expected a number from 4 to 60"],
    [{ ...paint, points: [[10, 0, 0]] }, "strokes[0].points[0]: expected a triangle from 0 to 9"],
    [{ ...paint, points: [[1, 2, 0]] }, "strokes[0].points[0]: expected a number from 0 to 1"],
    [{ ...paint, points: [[1, 0]] }, "strokes[0].points[0]: expected [triangle, b1, b2]"],
    [{ ...paint, points: [] }, "strokes[0].points: expected a list of points"],
    [{ ...paint, quality: "odd" }, "strokes[0].quality: expected one of ache"],
    [{ ...paint, intensity: 11 }, "strokes[0].intensity: expected a number from 0 to 10, came 11"],
    [{ ...paint, tool: "spray" }, "strokes[0].tool: expected paint, erase, region or unregion"],
    [{ tool: "region", region: "temple", side: "top" }, "strokes[0].side: expected left, right"],
    ["x", 'strokes[0]: expected an object, came "x"'],
  ])("%# is refused with its place", (stroke, message) => {
    expect(() => readStrokes([stroke], 10)).toThrow(message);
  });

  test("too many strokes or points are refused", () => {
    const many = Array.from({ length: MOST_STROKES + 1 }, () => paint);
    expect(() => readStrokes(many, 10)).toThrow(
      "strokes: expected at most 5000 strokes, came 5001",
    );
    const long = { ...paint, points: Array.from({ length: 200_001 }, () => [1, 0, 0]) };
    expect(() => readStrokes([long], 10)).toThrow("at most 200000 points");
  });

  test("erasing has no strength", () => {
    expect(readStrokes([{ ...paint, tool: "erase" }], 10)).toEqual([
      { ...paint, tool: "erase", intensity: null, quality: null },
    ]);
  });
});

describe("the log of strokes", () => {
  const named = (n: number): Stroke => ({ ...paint, radius_mm: n }) as unknown as BrushStroke;
  const [a, b, c] = [named(5), named(6), named(7)];

  test("undo and redo lead back and forth without end", () => {
    const log = new StrokeLog();
    log.add([a]);
    log.add([b, c]);
    log.undo();
    expect(log.strokes).toEqual([a]);
    log.undo();
    expect(log.strokes).toEqual([]);
    expect(log.undo()).toBeNull();
    log.redo();
    log.redo();
    expect(log.strokes).toEqual([a, b, c]);
    expect(log.redo()).toBeNull();
  });

  test("a new stroke takes the place of what was undone", () => {
    const log = new StrokeLog([a]);
    log.add([b]);
    log.undo();
    log.add([c]);
    expect(log.strokes).toEqual([a, c]);
    expect(log.canRedo).toBe(false);
  });

  test("replacing is one step and leaves the same beginning alone", () => {
    const log = new StrokeLog([a, b]);
    expect(log.replace([a, c])).toEqual({ at: 1, before: [b], after: [c] });
    expect(log.replace([a, c])).toBeNull();
    log.undo();
    expect(log.strokes).toEqual([a, b]);
  });
});
