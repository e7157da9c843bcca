import { describe, expect, test } from "vitest";
import { Drawing } from "../../src/element/drawing";
import { DrawingState } from "../../src/element/drawing_state";
import { Painting } from "../../src/geometry/painting";
import type { StoredPoint, Stroke } from "../../src/geometry/strokes";
import { eggCanvas, eggRegions } from "../fixtures";

const canvas = eggCanvas();
const regions = eggRegions(canvas.surface);
const brush = { tool: "paint", radius_mm: 30, intensity: 5, quality: null } as const;
const here: StoredPoint = [100, 0.3, 0.3];
const there: StoredPoint = [300, 0.2, 0.6];
const knee: Stroke = {
  tool: "region",
  region: "knee_front",
  side: "left",
  intensity: null,
  quality: null,
};

function replayed(strokes: readonly Stroke[]): Painting {
  const painting = new Painting(canvas, regions);
  for (const stroke of strokes) painting.add(stroke);
  return painting;
}

function expectPaintOf(drawing: Drawing): void {
  const fresh = replayed(drawing.strokes);
  expect(drawing.painting?.cover).toEqual(fresh.cover);
  expect(drawing.painting?.intensity).toEqual(fresh.intensity);
  expect(drawing.painting?.inside).toEqual(fresh.inside);
}

function started(): Drawing {
  const drawing = new Drawing();
  drawing.attach(new Painting(canvas, regions));
  return drawing;
}

describe("a drawing", () => {
  test("paint laid bit by bit is the paint of the finished stroke", () => {
    const drawing = started();
    drawing.begin(brush, false);
    drawing.extend(here);
    drawing.extend(there);
    expect(drawing.strokes).toHaveLength(0);
    drawing.commit();
    expect(drawing.strokes).toEqual([{ ...brush, points: [here, there] }]);
    expectPaintOf(drawing);
  });

  test("a stroke on both sides is two strokes, mirrored, and one step", () => {
    const drawing = started();
    drawing.begin(brush, true);
    drawing.extend(here);
    drawing.commit();
    expect(drawing.strokes).toHaveLength(2);
    expect(drawing.strokes[1]).toEqual({
      ...brush,
      points: [[100 + canvas.surface.meta.nTrianglesLeft, 0.3, 0.3]],
    });
    drawing.undo();
    expect(drawing.strokes).toHaveLength(0);
  });

  test("undo, redo, replace and clear keep paint and strokes together", () => {
    const drawing = started();
    drawing.add([{ ...brush, points: [here] }]);
    drawing.add([knee]);
    drawing.add([{ ...brush, tool: "erase", intensity: null, points: [there] }]);
    expectPaintOf(drawing);
    drawing.undo();
    drawing.undo();
    expectPaintOf(drawing);
    drawing.redo();
    expectPaintOf(drawing);
    const [first] = drawing.strokes;
    drawing.replace([{ ...first, intensity: 9 } as Stroke, ...drawing.strokes.slice(1)]);
    expectPaintOf(drawing);
    drawing.undo();
    expectPaintOf(drawing);
    drawing.replace([]);
    expect(drawing.painting?.cover.every((cover) => cover === 0)).toBe(true);
    drawing.undo();
    expect(drawing.strokes).toHaveLength(2);
    expectPaintOf(drawing);
  });

  test("a stroke that is taken back before it is done leaves nothing", () => {
    const drawing = started();
    drawing.begin(brush, false);
    drawing.extend(here);
    drawing.cancel();
    expectPaintOf(drawing);
    expect(drawing.commit()).toBe(false);
  });

  test("strokes that came before the skin are painted once it is there", () => {
    const drawing = new Drawing();
    drawing.reset([{ ...brush, points: [here] }, knee]);
    drawing.attach(new Painting(canvas, regions));
    expectPaintOf(drawing);
    drawing.reset([knee]);
    expectPaintOf(drawing);
    expect(drawing.canUndo).toBe(false);
  });

  test("a full drawing says so", () => {
    const drawing = new Drawing();
    drawing.reset(Array.from({ length: 4999 }, () => knee));
    expect(drawing.isFull).toBe(true);
  });
});

describe("what the page sees of a drawing", () => {
  function state(): DrawingState {
    const made = new DrawingState();
    made.attach(canvas, regions);
    return made;
  }

  /** A point in the middle of each of some regions on the left. */
  function along(...names: string[]): StoredPoint[] {
    return names.map((name) => {
      const { vertices, values } = regions.coverOf(regions.leafPlaces(name, "left"));
      const inside = vertices[values.indexOf(Math.max(...values))]!;
      const corner = canvas.surface.triangles.indexOf(inside);
      const weights = [corner % 3 === 1 ? 0.9 : 0.05, corner % 3 === 2 ? 0.9 : 0.05];
      return [Math.floor(corner / 3), weights[0]!, weights[1]!];
    });
  }

  function paint(made: DrawingState, points: readonly StoredPoint[]): void {
    const [triangle, b1, b2] = points[0]!;
    const told = made.feelingAt({ triangle, b1, b2 });
    made.drawing.begin({ ...brush, radius_mm: 30, ...told }, false);
    for (const point of points) made.drawing.extend(point);
    made.drawing.commit();
    made.read();
    made.speakOfLast(1);
  }

  test("a marked place is read, and unmarked again", () => {
    const made = state();
    made.mark("left:knee_front", true);
    made.read();
    expect([...made.marked.keys()]).toEqual(["left:knee_front"]);
    expect(made.areaMm2).toBeGreaterThan(0);
    made.mark("left:knee_front", false);
    made.read();
    expect(made.marked.size).toBe(0);
    expect(made.areaMm2).toBe(0);
  });

  test("a strength told for a place goes to the strokes that made it", () => {
    const made = state();
    made.mark("left:knee_front", true);
    made.mark("left:lumbar", true);
    made.tell("left:knee_front", { intensity: 7 });
    made.read();
    expect(made.marked.get("left:knee_front")?.strength).toBe(7);
    expect(made.marked.get("left:lumbar")?.strength).toBeNull();
  });

  test("a number goes to every place of the last stroke, as one step", () => {
    const made = state();
    paint(made, along("knee_front", "lumbar"));
    const places = made.spokenPlaces;
    expect(places.length).toBeGreaterThan(1);
    expect(made.tellSpoken({ intensity: 8 })).toBe(true);
    made.read();
    expect(places.map((place) => made.marked.get(place)?.strength)).toEqual(places.map(() => 8));
    expect(made.spokenPlaces).toEqual(places);
    made.drawing.undo();
    made.read();
    expect(places.map((place) => made.marked.get(place)?.strength)).toEqual(places.map(() => null));
  });

  test("a number for one chosen place of a stroke leaves its other places as they were", () => {
    const made = state();
    paint(made, along("knee_front", "lumbar"));
    made.tellSpoken({ intensity: 2 });
    made.read();
    const [first, second] = ["left:knee_front", "left:lumbar"];
    made.speakOf(first!);
    made.tellSpoken({ intensity: 9 });
    made.read();
    expect(Math.round(made.marked.get(first!)?.strength ?? -1)).toBe(9);
    expect(Math.round(made.marked.get(second!)?.strength ?? -1)).toBe(2);
    expectPaintOf(made.drawing);
  });

  test("parting a stroke moves no paint, and near the border the neighbour keeps its own", () => {
    const made = state();
    paint(made, along("knee_front", "knee_above", "lumbar"));
    const before = made.drawing.painting!.cover.slice();
    const area = made.areaMm2;
    made.tell("left:lumbar", { intensity: 9 });
    made.read();
    expect(made.drawing.painting!.cover).toEqual(before);
    expect(made.areaMm2).toBe(area);
    const others = [...made.marked].filter(([place]) => place !== "left:lumbar");
    expect(others.length).toBeGreaterThan(0);
    for (const [, { strength }] of others) expect(strength === null || strength < 9).toBe(true);
  });

  test("what is painted next begins with the number shown, not with how it felt", () => {
    const made = state();
    paint(made, along("knee_front"));
    made.tellSpoken({ intensity: 6, quality: "burning" });
    paint(made, along("lumbar"));
    expect(made.drawing.strokes.at(-1)).toMatchObject({ intensity: 6, quality: null });
    made.tellSpoken({ intensity: 3 });
    made.read();
    expect(made.marked.get("left:knee_front")).toEqual({ strength: 6, quality: "burning" });
    expect(made.marked.get("left:lumbar")).toEqual({ strength: 3, quality: null });
  });

  test("once one turns away, a number is for the next stroke alone", () => {
    const made = state();
    paint(made, along("knee_front"));
    made.tellSpoken({ intensity: 6 });
    made.speakOfNext();
    expect(made.tellSpoken({ intensity: 2 })).toBe(false);
    made.read();
    expect(made.marked.get("left:knee_front")?.strength).toBe(6);
    paint(made, along("lumbar"));
    expect(made.drawing.strokes.at(-1)).toMatchObject({ intensity: 2 });
  });

  test("a number chosen before the first stroke is the stroke's", () => {
    const made = state();
    expect(made.tellSpoken({ intensity: 5 })).toBe(false);
    paint(made, along("knee_front"));
    expect(made.marked.get("left:knee_front")?.strength).toBe(5);
  });

  test("undoing the stroke that is spoken of speaks of the next one", () => {
    const made = state();
    paint(made, along("knee_front"));
    made.drawing.undo();
    made.read();
    expect(made.spokenPlaces).toEqual([]);
    expect(made.isOfNext).toBe(true);
  });

  test("paint without a number asks for none where its place has one", () => {
    const made = state();
    paint(made, along("knee_front"));
    expect(made.pieces?.quiet.size).toBe(0);
    const [left] = along("knee_front");
    made.drawing.add([
      { ...brush, intensity: 4, radius_mm: 30, points: [left!] },
      { ...brush, intensity: null, radius_mm: 5, points: [left!] },
    ]);
    made.read();
    expect(made.marked.get("left:knee_front")?.strength).toBe(4);
    const pieces = made.pieces!;
    const untold = pieces.strengths.flatMap((told, n) => (told === null ? [n] : []));
    expect(untold.length).toBeGreaterThan(0);
    expect([...pieces.quiet].sort()).toEqual(untold);
  });

  test("a region marked on both sides takes a number for one side alone", () => {
    const made = state();
    made.drawing.reset([{ ...knee, side: "both", intensity: 4 }]);
    made.read();
    made.tell("left:knee_front", { intensity: 7 });
    made.read();
    expect(made.marked.get("left:knee_front")?.strength).toBe(7);
    expect(made.marked.get("right:knee_front")?.strength).toBe(4);
  });

  test("without a skin the ticked places are what is marked", () => {
    const made = new DrawingState();
    made.mark("right:temple", true);
    made.mark("mid:sternum", true);
    made.mark("mid:sternum", false);
    made.read();
    expect(made.regions).toEqual([
      { region: "temple", side: "right", intensity: null, quality: null, fraction: 1 },
    ]);
  });
});
