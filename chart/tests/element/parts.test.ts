import { describe, expect, test } from "vitest";
import { changeInWords } from "../../src/element/announcing";
import { readChartBook } from "../../src/element/chart_book";
import { parseRgb } from "../../src/element/colours";
import { bestView, readOverlay, readZone } from "../../src/element/overlay";
import { BRUSH_STEPS, closeUp, GROUPS, isView, radiusOf, viewsOf } from "../../src/element/views";
import { fitted, panned, zoomed } from "../../src/element/window";
import { ENGLISH } from "../../src/element/words";
import { eggSurface, readText } from "../fixtures";

describe("announcing", () => {
  const nameOf = (place: string): string => (place === "right:temple" ? "Right temple" : place);
  const temple = (strength: number | null) =>
    new Map([["right:temple", { strength, quality: null }]]);
  const say = (
    before: Map<string, { strength: number | null; quality: null }>,
    now: typeof before,
  ) => changeInWords(ENGLISH, before, { marked: now, areaMm2: 4100 }, nameOf);

  test("a new place is said with its strength and the sum", () => {
    expect(say(new Map(), temple(6))).toBe("Right temple, strength 6, marked. 1 place, 41 cm².");
    expect(say(new Map(), temple(null))).toBe("Right temple, marked. 1 place, 41 cm².");
  });

  test("a changed strength and an unmarked place are said, nothing new is not", () => {
    expect(say(temple(6), temple(4))).toBe("Right temple, strength 4. 1 place, 41 cm².");
    expect(say(temple(6), new Map())).toBe("Right temple, no longer marked. Nothing is marked.");
    expect(say(temple(6), temple(6))).toBeNull();
  });
});

describe("views", () => {
  test("every view has its words", () => {
    for (const view of GROUPS.flatMap(({ views }) => views)) {
      expect(Object.hasOwn(ENGLISH, `view.${view}`)).toBe(true);
      expect(Object.hasOwn(ENGLISH, `seen.${view}`)).toBe(true);
    }
  });

  test("tapping a small part of the whole body leads to a view of it", () => {
    expect(closeUp("front", "hand", "left")).toBe("hand_left_palm");
    expect(closeUp("back", "head", "left")).toBe("head_back");
    expect(closeUp("right", "head", "right")).toBe("head_right");
    expect(closeUp("front", "trunk", "left")).toBeNull();
    expect(closeUp("head_front", "head", "left")).toBeNull();
    for (const part of ["head", "neck", "hand", "foot"]) {
      for (const view of ["front", "back", "left", "right"]) {
        expect(isView(closeUp(view, part, "right")!)).toBe(true);
      }
    }
  });

  test("the child has no view of the perineum", () => {
    const more = GROUPS.at(-1)!;
    expect(viewsOf(more, "female")).toContain("perineum");
    expect(viewsOf(more, "child")).not.toContain("perineum");
  });

  test("every brush is one that a drawing may hold", () => {
    for (const step of BRUSH_STEPS) {
      expect(radiusOf(step, "front")).toBeGreaterThan(radiusOf(step, "head_front"));
      expect(radiusOf(step, "head_front")).toBeGreaterThanOrEqual(4);
      expect(radiusOf(step, "front")).toBeLessThanOrEqual(60);
    }
  });
});

describe("the window on a chart", () => {
  const whole = fitted(
    { width: 100, height: 200 },
    { width: 300, height: 220 },
    {
      top: 10,
      side: 0,
      bottom: 10,
    },
  );

  test("the whole chart stands in the middle of the room", () => {
    expect(whole).toEqual({ x: -100, y: -10, width: 300, height: 220 });
  });

  test("zooming holds the place under the pointer and never shows less than is there", () => {
    const near = zoomed(whole, whole, 2, { x: 0.5, y: 0.5 });
    expect(near).toEqual({ x: -25, y: 45, width: 150, height: 110 });
    expect(zoomed(near, whole, 0.01, { x: 0, y: 0 })).toEqual(whole);
    expect(zoomed(whole, whole, 100, { x: 0, y: 0 }).width).toBeCloseTo(whole.width / 8);
  });

  test("moving stops at the edge of the picture", () => {
    const near = zoomed(whole, whole, 2, { x: 0.5, y: 0.5 });
    expect(panned(near, whole, { x: 5, y: -5 })).toEqual({ ...near, x: -100, y: 100 });
  });
});

describe("what the server sends", () => {
  test("the packaged cameras can be read, each view for each body", () => {
    const book = readChartBook(JSON.parse(readText("src/unknot/body/files/charts/charts.json")));
    for (const view of GROUPS.flatMap(({ views }) => views)) {
      const chart = book.views.get(view);
      for (const body of ["female", "male", "child", "heavy"]) {
        if (view === "perineum" && body === "child") continue;
        expect(chart?.cameras.get(body)?.scale, `${view} ${body}`).toBeGreaterThan(0);
      }
    }
  });

  test("a broken camera is refused with its place", () => {
    const view = { right: [1, 0, 0], up: [0, 0, 1], toward: [0, -1], bodies: {} };
    expect(() => readChartBook({ views: { front: view } })).toThrow(
      "charts.json, front, toward: expected three numbers",
    );
  });

  const surface = eggSurface();
  const bytes = (): ArrayBuffer => {
    const zone = new ArrayBuffer(8 + 3 * 3);
    const view = new DataView(zone);
    view.setUint32(0, 2, true);
    view.setUint32(4, 1, true);
    for (const [i, v] of [70, 71, 80].entries()) view.setUint16(8 + 2 * i, v, true);
    for (const [i, s] of [255, 51, 102].entries()) view.setUint8(14 + i, s);
    return zone;
  };

  test("a zone is spread over the skin, on the right by mirror", () => {
    const left = readZone(surface, bytes(), false);
    expect(left.essential?.[70]).toBe(1);
    expect(left.essential?.[71]).toBeCloseTo(0.2);
    expect(left.spillover?.[80]).toBeCloseTo(0.4);
    const right = readZone(surface, bytes(), true);
    expect(right.essential?.[70 + surface.meta.nLeft]).toBe(1);
    expect(right.essential?.[70]).toBe(0);
  });

  test("a zone cut short is refused", () => {
    expect(() => readZone(surface, bytes().slice(0, 12), false)).toThrow(
      "zone: expected 17 bytes, came 12",
    );
  });

  test("an overlay needs a site", () => {
    expect(readOverlay(null)).toBeNull();
    expect(readOverlay({ site: "a", side: "right" })).toEqual({
      site: "a",
      side: "right",
      show: ["zone", "site"],
    });
    expect(() => readOverlay({ side: "right" })).toThrow("overlay: expected an object with a site");
  });

  test("the best view is the one that faces the zone", () => {
    const sights = new Map([
      ["front", { toward: [0, -1, 0], shown: null }],
      ["back", { toward: [0, 1, 0], shown: null }],
    ]);
    const seen = {
      weights: new Float32Array([1, 0]),
      normals: new Float64Array([0, 1, 0, 0, -1, 0]),
      areaMm2: new Float64Array([1, 1]),
    };
    expect(bestView(sights, seen)).toBe("back");
  });
});

test("computed colours are read in both spellings", () => {
  expect(parseRgb("rgb(1, 2, 3)")).toEqual([1, 2, 3]);
  expect(parseRgb("color(srgb 1 0.5 0)")).toEqual([255, 127.5, 0]);
});
