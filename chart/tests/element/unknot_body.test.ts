// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { RegionRead } from "../../src/element/drawing_state";
import "../../src/element/index";
import type { UnknotBody } from "../../src/element/index";
import { egg, vocabulary } from "../fixtures";

interface Change {
  readonly value: { readonly strokes: readonly unknown[] };
  readonly regions: readonly RegionRead[];
  readonly area_cm2: number;
}

const FORM = `
<fieldset class="places"><legend>Places</legend>
<details data-area="leg"><summary><span>Leg</span><span data-count></span></summary><ul>
  ${row("knee_front", "front of the knee", ["left", "right"], row("knee_above", "above the knee", ["left", "right"]))}
  ${row("lumbar", "lower back", ["left", "right"])}
</ul></details>
<details data-area="chest"><summary><span>Chest</span><span data-count></span></summary><ul>
  ${row("sternum", "breastbone", ["mid"])}
</ul></details></fieldset>`;

function row(id: string, label: string, sides: string[], finer = ""): string {
  const boxes = sides.map(
    (side) => `<label><input type="checkbox" name="region" value="${side}:${id}">${side}</label>`,
  );
  const feels = sides.map(
    (side) => `<span class="stepper"><input type="number" name="intensity:${side}:${id}"></span>
      <select name="quality:${side}:${id}"><option value=""></option><option value="ache"></option></select>`,
  );
  const inner = finer === "" ? "" : `<details><ul>${finer}</ul></details>`;
  return `<li data-place="${id}" data-words="${id === "lumbar" ? "lumbago loin" : ""}"><span class="place-name">${label}</span>${boxes.join("")}${feels.join("")}${inner}</li>`;
}

/** The differences of rows, as the server sends them. */
function coded(rows: readonly number[], isTriangles: boolean): ArrayBuffer {
  const n = rows.length / 3;
  const bytes = new Uint8Array(n * 6);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < 3; column++) {
      const against =
        isTriangles && column > 0 ? rows[row * 3]! : (rows[(row - 1) * 3 + column] ?? 0);
      const change = (rows[row * 3 + column]! - against) & 0xffff;
      bytes[column * n + row] = change & 0xff;
      bytes[3 * n + column * n + row] = change >> 8;
    }
  }
  return bytes.buffer;
}

function served(address: string): Response {
  const name = address.replace("/body/1/", "");
  const places = vocabulary().regions;
  if (name === "meta") return new Response(JSON.stringify({ ...egg.meta, places }));
  if (name === "coded/triangles") return new Response(coded(egg.triangles, true));
  if (name.startsWith("coded/")) return new Response(coded(egg.anatomical_reference, false));
  if (name === "part") return new Response(new Uint8Array(egg.part));
  if (name === "region_start") return new Response(new Uint32Array(egg.region_start));
  if (name === "region_vertex") return new Response(new Uint16Array(egg.region_vertex));
  if (name === "region_share") return new Response(new Uint8Array(egg.region_share));
  return new Response("", { status: 404 });
}

let body: UnknotBody;
let changes: Change[];
let errors: { message: string; place: string }[];

function make(): Promise<void> {
  document.body.innerHTML = "";
  body = document.createElement("unknot-body") as UnknotBody;
  body.innerHTML = FORM;
  changes = [];
  errors = [];
  body.addEventListener("unknot-change", (event) => changes.push((event as CustomEvent).detail));
  body.addEventListener("unknot-error", (event) => errors.push((event as CustomEvent).detail));
  document.body.append(body);
  return settled();
}

function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 60));
}

function field<E extends HTMLElement = HTMLInputElement>(name: string): E {
  const found = body.querySelector<E>(`[name="${name}"]`);
  if (found === null) throw new Error(`no field ${name}`);
  return found;
}

function box(place: string): HTMLInputElement {
  const found = body.querySelector<HTMLInputElement>(`input[value="${place}"]`);
  if (found === null) throw new Error(`no box ${place}`);
  return found;
}

function tick(place: string, isTicked: boolean): void {
  box(place).checked = isTicked;
  box(place).dispatchEvent(new Event("change", { bubbles: true }));
}

function inside<E extends Element = HTMLElement>(selector: string): E {
  const found = body.shadowRoot?.querySelector<E>(selector);
  if (found === null || found === undefined) throw new Error(`nothing at ${selector}`);
  return found;
}

function button(name: string): HTMLButtonElement {
  return inside<HTMLButtonElement>(`[data-do="${name}"]`);
}

const strength = (n: number) => inside<HTMLInputElement>(`[name="strength"][value="${n}"]`);

function choose(radio: HTMLInputElement): void {
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}

beforeEach(() => {
  vi.stubGlobal(
    "fetch",
    vi.fn(async (address: string) => served(address)),
  );
});

afterEach(() => {
  body.remove();
  vi.unstubAllGlobals();
});

describe("the list and the drawing are one", () => {
  test("ticking a box is a stroke that marks the region, and unticking takes it off", async () => {
    await make();
    tick("left:knee_front", true);
    expect(body.value.strokes).toEqual([
      { tool: "region", region: "knee_front", side: "left", intensity: null, quality: null },
    ]);
    expect(changes.at(-1)?.regions.map(({ region, side }) => [side, region])).toEqual([
      ["left", "knee_front"],
    ]);
    tick("left:knee_front", false);
    expect(body.value.strokes.at(-1)).toMatchObject({ tool: "unregion", region: "knee_front" });
    expect(changes.at(-1)?.regions).toEqual([]);
  });

  test("a drawing that is set ticks the boxes, fills strengths and counts", async () => {
    await make();
    body.value = {
      atlas_version: "1",
      strokes: [{ tool: "region", region: "lumbar", side: "both", intensity: 4, quality: "ache" }],
    };
    expect([box("left:lumbar").checked, box("right:lumbar").checked]).toEqual([true, true]);
    expect(field("intensity:left:lumbar").value).toBe("4");
    expect(field<HTMLSelectElement>("quality:right:lumbar").value).toBe("ache");
    expect(body.querySelector("[data-area=leg] [data-count]")?.textContent).toBe("2 places");
    expect(changes).toEqual([]);
  });

  test("a strength from the list, from its buttons and from the scale are the same", async () => {
    await make();
    tick("left:lumbar", true);
    const input = field("intensity:left:lumbar");
    input.value = "6";
    input.dispatchEvent(new Event("change", { bubbles: true }));
    expect(body.regions[0]).toMatchObject({ region: "lumbar", intensity: 6 });
    input.parentElement?.querySelector<HTMLButtonElement>('[data-step="1"]')?.click();
    expect(body.regions[0]).toMatchObject({ intensity: 7 });
    choose(strength(3));
    expect(body.regions[0]).toMatchObject({ intensity: 3 });
    expect(field("intensity:left:lumbar").value).toBe("3");
  });

  test("boxes that came ticked from the server are a drawing from the start", async () => {
    document.body.innerHTML = "";
    body = document.createElement("unknot-body") as UnknotBody;
    body.innerHTML = FORM;
    box("mid:sternum").checked = true;
    field("intensity:mid:sternum").value = "5";
    document.body.append(body);
    await settled();
    expect(body.regions).toMatchObject([{ region: "sternum", side: "mid", intensity: 5 }]);
  });

  test("searching hides what has another name, and opens what is found", async () => {
    await make();
    const search = inside<HTMLInputElement>(".search input");
    search.value = "above KNEE";
    search.dispatchEvent(new Event("input"));
    expect(inside(".found").textContent).toBe("1 place found");
    expect(body.querySelector<HTMLElement>("[data-place=lumbar]")?.hidden).toBe(true);
    expect(body.querySelector<HTMLElement>("[data-place=knee_above]")?.hidden).toBe(false);
    expect(body.querySelector<HTMLDetailsElement>("[data-area=leg]")?.open).toBe(true);
    expect(body.querySelector<HTMLDetailsElement>("[data-area=chest]")?.hidden).toBe(true);
    search.value = "";
    search.dispatchEvent(new Event("input"));
    expect(body.querySelector<HTMLElement>("[data-place=lumbar]")?.hidden).toBe(false);
  });
});

describe("the search in the list", () => {
  function seek(text: string): void {
    const search = inside<HTMLInputElement>(".search input");
    search.value = text;
    search.dispatchEvent(new Event("input"));
  }

  test("other words for a place find it, by the beginning of a word", async () => {
    await make();
    seek("loin");
    expect(inside(".found").textContent).toBe("1 place found");
    expect(body.querySelector<HTMLElement>("[data-place=lumbar]")?.hidden).toBe(false);
    seek("oin");
    expect(inside(".found").textContent).toMatch(/^No place has that name/);
  });

  test("clearing it leaves open what holds a ticked place, and closes the rest", async () => {
    await make();
    seek("e");
    seek("breastbone");
    tick("mid:sternum", true);
    seek("");
    expect(body.querySelector<HTMLDetailsElement>("[data-area=chest]")?.open).toBe(true);
    expect(body.querySelector<HTMLDetailsElement>("[data-area=leg]")?.open).toBe(false);
  });
});

describe("what the question asks", () => {
  test("a number chosen before any paint is said to be for what comes", async () => {
    await make();
    choose(strength(4));
    expect(inside(".status").textContent).toBe("Strength 4 for what you paint next.");
    expect(changes).toEqual([]);
  });

  test("turning to another brush asks about the next place and leaves this one alone", async () => {
    await make();
    tick("left:lumbar", true);
    expect(inside(".question").textContent).toBe("How strong at the left lower back?");
    choose(strength(6));
    choose(inside<HTMLInputElement>('[name="brush"][value="0"]'));
    expect(inside(".question").textContent).toBe("How strong is what you paint next?");
    expect(strength(6).checked).toBe(true);
    choose(strength(2));
    expect(body.regions[0]).toMatchObject({ region: "lumbar", intensity: 6 });
    inside<HTMLButtonElement>('.placechips [data-place="left:lumbar"]').click();
    choose(strength(1));
    expect(body.regions[0]).toMatchObject({ region: "lumbar", intensity: 1 });
  });

  test("Redo is always in its place", async () => {
    await make();
    expect(button("redo").hidden).toBe(false);
    expect(button("redo").disabled).toBe(true);
  });
});

describe("ticking a place", () => {
  test("turns to the view in which it is seen best, and goes on asking about it", async () => {
    await make();
    await settled();
    tick("left:lumbar", true);
    await settled();
    expect(body.view).not.toBe("front");
    expect(inside(".question").textContent).toBe("How strong at the left lower back?");
  });
});

describe("what is said aloud", () => {
  test("marking, strength and sum are announced once each", async () => {
    await make();
    tick("left:lumbar", true);
    const status = inside(".status");
    expect(status.textContent).toMatch(/^Left lower back, marked\. 1 place, \d+ cm²\.$/);
    choose(strength(6));
    expect(status.textContent).toMatch(/^Left lower back, strength 6\. 1 place, \d+ cm²\.$/);
    button("undo").click();
    button("undo").click();
    expect(status.textContent).toBe("Left lower back, no longer marked. Nothing is marked.");
  });
});

describe("undo, redo, clear", () => {
  test("buttons and keys lead back and forth", async () => {
    await make();
    expect(button("undo").disabled).toBe(true);
    tick("left:lumbar", true);
    tick("mid:sternum", true);
    button("undo").click();
    expect(box("mid:sternum").checked).toBe(false);
    const keys = (key: string, shiftKey = false): boolean =>
      body.dispatchEvent(
        new KeyboardEvent("keydown", { key, ctrlKey: true, shiftKey, bubbles: true }),
      );
    keys("z", true);
    expect(box("mid:sternum").checked).toBe(true);
    keys("z");
    expect(box("mid:sternum").checked).toBe(false);
    button("clear").click();
    expect(body.value.strokes).toEqual([]);
    button("undo").click();
    expect(box("left:lumbar").checked).toBe(true);
  });
});

describe("nothing is lost", () => {
  test("the drawing outlives being taken out of the page and put back", async () => {
    await make();
    tick("left:lumbar", true);
    const drawn = body.value;
    body.remove();
    expect(body.value).toEqual(drawn);
    document.body.append(body);
    await settled();
    expect(body.value).toEqual(drawn);
    expect(box("left:lumbar").checked).toBe(true);
    expect(body.regions).toMatchObject([{ region: "lumbar", side: "left" }]);
  });

  test("without the atlas a message stands in the picture and the list goes on working", async () => {
    vi.stubGlobal(
      "fetch",
      vi.fn(async () => new Response("", { status: 503 })),
    );
    await make();
    expect(inside(".notice").textContent).toContain("The list works without it.");
    expect(errors.at(-1)?.message).toContain("the server answered 503");
    tick("left:lumbar", true);
    expect(changes.at(-1)?.regions).toMatchObject([{ region: "lumbar", side: "left" }]);
    vi.stubGlobal(
      "fetch",
      vi.fn(async (address: string) => served(address)),
    );
    inside(".notice").querySelector("button")?.click();
    await settled();
    expect(inside<HTMLElement>(".notice").hidden).toBe(true);
    expect(changes.at(-1)?.value.strokes).toHaveLength(1);
    expect(body.regions[0]?.fraction).toBeGreaterThan(0.9);
  });

  test("a drawing that cannot be read is refused with its place and leaves the old one", async () => {
    await make();
    tick("left:lumbar", true);
    const old = body.value;
    body.value = { atlas_version: "0", strokes: [] };
    body.value = {
      atlas_version: "1",
      strokes: [{ tool: "paint", radius_mm: 18, points: [[999_999, 0, 0]] }],
    };
    expect(errors.map(({ place }) => place)).toEqual([
      "value.atlas_version",
      "strokes[0].points[0]",
    ]);
    expect(body.value).toEqual(old);
  });
});

test("a page may give other words", async () => {
  await make();
  body.words = { paint: "Malen", "side.left": "{region} links" };
  await settled();
  expect(button("paint").textContent).toBe("Malen");
  tick("left:lumbar", true);
  expect(inside(".status").textContent).toContain("Lower back links, marked.");
});

test("words may stand in an attribute; what is no JSON changes nothing", () => {
  vi.stubGlobal("fetch", async (address: string) => served(address));
  document.body.innerHTML = `<unknot-body words='{"erase":"Borrar"}'>${FORM}</unknot-body>`;
  const tool = (): string =>
    document.querySelector("unknot-body")?.shadowRoot?.querySelector('[data-do="erase"]')
      ?.textContent ?? "";
  expect(tool()).toBe("Borrar");
  document.body.innerHTML = `<unknot-body words="{">${FORM}</unknot-body>`;
  expect(tool()).toBe("Rub out");
});
