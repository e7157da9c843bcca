/** The closed list of regions: their sides, and which lies in which. */
import { ShapeError } from "./shape_error";
import { isRecord } from "./surface_meta";

export type Side = "left" | "right" | "mid";

export interface Region {
  readonly id: string;
  readonly sided: boolean;
  readonly parent: string | null;
}

/** Every region in the order of its file. */
export class Places {
  readonly regions: readonly Region[];
  readonly #byId: ReadonlyMap<string, Region>;

  constructor(regions: readonly Region[]) {
    this.regions = regions;
    this.#byId = new Map(regions.map((region) => [region.id, region]));
  }

  get(id: string): Region | undefined {
    return this.#byId.get(id);
  }

  /** The sides a region has; none for one that is not known. */
  sidesOf(id: string): readonly Side[] {
    const region = this.#byId.get(id);
    if (region === undefined) return [];
    return region.sided ? ["left", "right"] : ["mid"];
  }

  finerOf(id: string): readonly Region[] {
    return this.regions.filter((region) => region.parent === id);
  }
}

/** Read the list as the surface's meta record carries it. */
export function readPlaces(raw: unknown): Places {
  if (!Array.isArray(raw)) return new Places([]);
  return new Places(
    raw.map((entry, n) => {
      if (!isRecord(entry) || typeof entry["id"] !== "string") {
        throw new ShapeError(`places[${n}]`, "an object with an id", entry);
      }
      const parent = entry["parent"];
      return {
        id: entry["id"],
        sided: entry["sided"] === true,
        parent: typeof parent === "string" && parent !== "" ? parent : null,
      };
    }),
  );
}
