import { ShapeError } from "./shape_error";

export type BodyName = "female" | "male" | "child" | "heavy";

/** What the compiled surface says about itself (the `meta` array). */
export interface SurfaceMeta {
  readonly atlasVersion: string;
  readonly nMidline: number;
  readonly nLeft: number;
  readonly nTrianglesLeft: number;
  readonly statureMm: Readonly<Record<string, number>>;
  /** Skin regions, in the order of `region_start`; empty until regions are compiled. */
  readonly regions: readonly string[];
  /** Deep region id: the skin region it is drawn on. */
  readonly inside: Readonly<Record<string, string>>;
  readonly parts: readonly string[];
  readonly credit: string;
  /** Everything else, for readers of later versions. */
  readonly rest: Readonly<Record<string, unknown>>;
}

/** Read the meta record; every field is checked once, here. */
export function readMeta(raw: unknown): SurfaceMeta {
  if (!isRecord(raw)) throw new ShapeError("surface meta", "an object", raw);
  return {
    atlasVersion: text(raw, "atlas_version"),
    nMidline: count(raw, "n_midline"),
    nLeft: count(raw, "n_left"),
    nTrianglesLeft: count(raw, "n_triangles_left"),
    statureMm: numbers(raw["stature_mm"]),
    regions: texts(raw["regions"]),
    inside: textMap(raw["inside"]),
    parts: texts(raw["parts"]),
    credit: typeof raw["credit"] === "string" ? raw["credit"] : "",
    rest: raw,
  };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function text(raw: Record<string, unknown>, key: string): string {
  const value = raw[key];
  if (typeof value !== "string") throw new ShapeError(`surface meta, ${key}`, "text", value);
  return value;
}

function count(raw: Record<string, unknown>, key: string): number {
  const value = raw[key];
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0) {
    throw new ShapeError(`surface meta, ${key}`, "a whole number", value);
  }
  return value;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "string") : [];
}

function textMap(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}

function numbers(value: unknown): Readonly<Record<string, number>> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((pair): pair is [string, number] => typeof pair[1] === "number"),
  );
}
