/** Where each chart's camera stands: `charts.json`. */
import type { Camera, Vector } from "../geometry/raster";
import { ShapeError } from "../geometry/shape_error";
import { isRecord } from "../geometry/surface_meta";
import type { Pose } from "./atlas";

/** nx, ny, nz, d: what lies at n·p > d is cut away. [mm] */
export type Plane = readonly [number, number, number, number];

export type Half = "both" | "left" | "right";

/** One view, without the sizes that depend on the body. */
export interface ChartView {
  readonly pose: Pose;
  readonly right: Vector;
  readonly up: Vector;
  readonly toward: Vector;
  /** Names of the parts shown; empty means all. */
  readonly parts: readonly string[];
  readonly half: Half;
  /** Planes beyond which nothing is shown, by body. */
  readonly cuts: ReadonlyMap<string, readonly Plane[]>;
  readonly cameras: ReadonlyMap<string, Camera>;
}

export interface ChartBook {
  readonly atlasVersion: string;
  readonly views: ReadonlyMap<string, ChartView>;
}

/** Read `charts.json`; every field is checked once, here. */
export function readChartBook(raw: unknown): ChartBook {
  if (!isRecord(raw) || !isRecord(raw["views"])) {
    throw new ShapeError("charts.json", "an object with views", raw);
  }
  const views = new Map(
    Object.entries(raw["views"]).map(([id, view]) => [id, readView(`charts.json, ${id}`, view)]),
  );
  return { atlasVersion: String(raw["atlas_version"]), views };
}

function readView(place: string, raw: unknown): ChartView {
  if (!isRecord(raw) || !isRecord(raw["bodies"])) {
    throw new ShapeError(place, "an object with bodies", raw);
  }
  const right = vector(`${place}, right`, raw["right"]);
  const up = vector(`${place}, up`, raw["up"]);
  const toward = vector(`${place}, toward`, raw["toward"]);
  const cameras = new Map(
    Object.entries(raw["bodies"]).map(([body, size]) => {
      if (!isRecord(size)) throw new ShapeError(`${place}, ${body}`, "an object", size);
      const read = (key: string): number => number(`${place}, ${body}, ${key}`, size[key]);
      const camera: Camera = {
        right,
        up,
        toward,
        x0: read("x0"),
        y0: read("y0"),
        scale: read("scale"),
        width: read("width"),
        height: read("height"),
      };
      return [body, camera];
    }),
  );
  const cuts = new Map(
    Object.entries(raw["bodies"]).map(([body, size]) => {
      const own = isRecord(size) && Array.isArray(size["cut"]) ? size["cut"] : raw["cut"];
      const planes = Array.isArray(own) ? own : [];
      return [body, planes.map((plane, i) => plane4(`${place}, ${body}, cut ${i}`, plane))];
    }),
  );
  return {
    pose: raw["pose"] === "side" ? "side" : "anatomical",
    right,
    up,
    toward,
    parts: Array.isArray(raw["parts"]) ? raw["parts"].map(String) : [],
    half: raw["half"] === "left" || raw["half"] === "right" ? raw["half"] : "both",
    cuts,
    cameras,
  };
}

function number(place: string, value: unknown): number {
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new ShapeError(place, "a number", value);
  }
  return value;
}

function vector(place: string, value: unknown): Vector {
  if (!Array.isArray(value) || value.length !== 3) {
    throw new ShapeError(place, "three numbers", value);
  }
  return [number(place, value[0]), number(place, value[1]), number(place, value[2])];
}

function plane4(place: string, value: unknown): Plane {
  if (!Array.isArray(value) || value.length !== 4) {
    throw new ShapeError(place, "four numbers", value);
  }
  const [x, y, z] = vector(place, value.slice(0, 3));
  return [x, y, z, number(place, value[3])];
}
