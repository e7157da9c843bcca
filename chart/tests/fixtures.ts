/** The small mirrored surface and the drawings that Python and the browser share. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Canvas } from "../src/geometry/brush";
import { Places } from "../src/geometry/places";
import { SkinRegions } from "../src/geometry/skin_regions";
import type { Stroke } from "../src/geometry/strokes";
import { type Surface, surfaceFromHalf } from "../src/geometry/surface";
import { readMeta } from "../src/geometry/surface_meta";
import { type Numbers, readNpz } from "./npz";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

export function readText(path: string): string {
  return readFileSync(join(root, path), "utf-8");
}

interface Egg {
  readonly meta: Record<string, unknown>;
  readonly triangles: number[];
  readonly anatomical_reference: number[];
  readonly part: number[];
  readonly region_start: number[];
  readonly region_vertex: number[];
  readonly region_share: number[];
}

export const egg: Egg = JSON.parse(readText("tests/body/fixtures/egg.json"));

export interface ExpectedPlace {
  readonly region: string;
  readonly side: string;
  readonly fraction: number;
  readonly patch_share: number;
  readonly painted_mm2: number;
  readonly intensity: number | null;
  readonly quality: string | null;
}

export interface SharedDrawing {
  readonly name: string;
  readonly strokes: Stroke[];
  readonly expected: {
    readonly vertices: number[];
    readonly brush: number[];
    readonly whole: number[];
    readonly intensity: (number | null)[];
    readonly quality: number[];
    readonly share: number[];
    readonly cm2: number;
    readonly percent: number;
    readonly places: ExpectedPlace[];
  };
}

export const drawings: SharedDrawing[] = JSON.parse(
  readText("tests/body/fixtures/egg_drawings.json"),
);

/** Drawings on the packaged skin. */
export const bodyDrawings: SharedDrawing[] = JSON.parse(
  readText("tests/body/fixtures/body_drawings.json"),
);

/** The packaged skin and its regions, as Python loads them. */
export function packagedSkin(): { canvas: Canvas; regions: SkinRegions } {
  const arrays = readNpz(readFileSync(join(root, "src/unknot/body/files/surface.npz")));
  const meta = readMeta(JSON.parse(new TextDecoder().decode(arrays.get("meta"))));
  const array = <N extends Numbers>(name: string, kind: new (values: Numbers) => N): N => {
    const values = arrays.get(name);
    if (!(values instanceof kind)) throw new Error(`The surface has no ${kind.name} '${name}'.`);
    return values;
  };
  const surface = surfaceFromHalf(
    meta,
    array("triangles", Uint16Array),
    array("anatomical_reference", Int16Array),
  );
  const regions = new SkinRegions(meta, vocabulary(), {
    start: array("region_start", Uint32Array),
    vertex: array("region_vertex", Uint16Array),
    share: array("region_share", Uint8Array),
  });
  return { canvas: new Canvas(surface), regions };
}

/** The regions' vocabulary, read from the file that Python reads. */
export function vocabulary(): Places {
  const [head = "", ...rows] = readText("src/unknot/facts/files/regions.csv").trim().split("\n");
  const column = (name: string): number => head.trim().split(",").indexOf(name);
  const parent = column("parent");
  const sided = column("sided");
  return new Places(
    rows.map((row) => {
      const cells = cellsOf(row.trim());
      return {
        id: cells[0] ?? "",
        sided: cells[sided] === "yes",
        parent: cells[parent] === "" || cells[parent] === undefined ? null : cells[parent],
      };
    }),
  );
}

/** A row of a CSV file, with commas in quotes. */
function cellsOf(row: string): string[] {
  return [...row.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)].map((cell) => cell[2] ?? cell[1] ?? "");
}

export function eggSurface(): Surface {
  return surfaceFromHalf(
    readMeta(egg.meta),
    new Uint16Array(egg.triangles),
    new Int16Array(egg.anatomical_reference),
  );
}

export function eggCanvas(): Canvas {
  return new Canvas(eggSurface());
}

export function eggRegions(surface: Surface): SkinRegions {
  return new SkinRegions(surface.meta, vocabulary(), {
    start: new Uint32Array(egg.region_start),
    vertex: new Uint16Array(egg.region_vertex),
    share: new Uint8Array(egg.region_share),
  });
}
