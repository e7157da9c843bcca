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

  test("a painted place takes its strength the same way, as one step", () => {
    const made = state();
    const [left] = regions.leafPlaces("knee_front", "left").map((leaf) => regions.coverOf([leaf]));
    const inside = left!.vertices[left!.values.indexOf(Math.max(...left!.values))]!;
    const triangle = canvas.surface.triangles.indexOf(inside) / 3;
    made.drawing.begin({ ...brush, intensity: null, radius_mm: 40 }, false);
    made.drawing.extend([Math.floor(triangle), 0.33, 0.33]);
    made.drawing.commit();
    made.read();
    made.selectLast(1);
    expect(made.selected).not.toBeNull();
    made.tell(made.selected!, { intensity: 8 });
    made.read();
    expect(made.marked.get(made.selected!)?.strength).toBe(8);
    made.drawing.undo();
    made.read();
    expect(made.marked.get(made.selected!)?.strength).toBeNull();
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
