/** Fetches the arrays of the body surface, each once, and the charts drawn from it. */
import { rowsFromDifferences, trianglesFromDifferences } from "../geometry/coding";
import { type Places, readPlaces } from "../geometry/places";
import type { RegionArrays } from "../geometry/skin_regions";
import { type Surface, spreadBytes, spreadPositions, surfaceFromHalf } from "../geometry/surface";
import { type BodyName, readMeta, type SurfaceMeta } from "../geometry/surface_meta";
import { type ChartBook, readChartBook } from "./chart_book";

export type Pose = "anatomical" | "side";

type Term = readonly [name: string, sign: 1 | -1];

/** Which arrays, summed, make a body; see the coding of the compiled surface. */
const BODY_TERMS: Readonly<Record<BodyName, readonly Term[]>> = {
  female: [["sex", 1]],
  male: [["sex", -1]],
  child: [["child", 1]],
  heavy: [["heavy", 1]],
};

/** The address answered, but not with what was asked for. */
export class AtlasError extends Error {
  constructor(address: string, why: string) {
    super(`${address}: ${why}`);
    this.name = "AtlasError";
  }
}

/** One atlas behind one address; everything fetched is kept until the element goes. */
export class Atlas {
  readonly prefix: string;
  readonly #abort = new AbortController();
  readonly #bytes = new Map<string, Promise<ArrayBuffer>>();
  readonly #texts = new Map<string, Promise<string>>();
  #meta: Promise<SurfaceMeta> | null = null;
  #book: Promise<ChartBook> | null = null;

  constructor(prefix: string) {
    this.prefix = prefix.endsWith("/") ? prefix : `${prefix}/`;
  }

  /** Stop every fetch; the answers of later calls are refusals. */
  close(): void {
    this.#abort.abort();
    this.#bytes.clear();
    this.#texts.clear();
  }

  meta(): Promise<SurfaceMeta> {
    if (this.#meta === null) {
      this.#meta = this.text("meta").then((text) => readMeta(JSON.parse(text)));
      this.#meta.catch(() => {
        this.#meta = null; // asking again tries again
      });
    }
    return this.#meta;
  }

  /** The closed list of regions; it comes with the meta record. */
  async places(): Promise<Places> {
    return readPlaces((await this.meta()).rest["places"]);
  }

  async surface(): Promise<Surface> {
    const [meta, triangles, reference] = await Promise.all([
      this.meta(),
      this.#array("coded/triangles"),
      this.#rows("anatomical_reference"),
    ]);
    return surfaceFromHalf(meta, trianglesFromDifferences(triangles), reference);
  }

  /** (V*3,) where the skin of a body lies in a pose. [mm] */
  async positions(body: BodyName, pose: Pose): Promise<Float64Array> {
    const terms: Term[] = [["anatomical_reference", 1]];
    for (const [name, sign] of BODY_TERMS[body]) terms.push([`anatomical_${name}`, sign]);
    if (pose === "side") {
      terms.push(["side_reference", 1]);
      for (const [name, sign] of BODY_TERMS[body]) terms.push([`side_${name}`, sign]);
    }
    const meta = await this.meta();
    const arrays = await Promise.all(
      terms.map(async ([name, sign]) => [await this.#rows(name), sign] as const),
    );
    return spreadPositions(meta, arrays);
  }

  /** (V,) index into `meta.parts`. */
  async parts(): Promise<Uint8Array> {
    const [meta, half] = await Promise.all([this.meta(), this.#array("part")]);
    return spreadBytes(meta, new Uint8Array(half));
  }

  /** (V,) baked occlusion, 255 = open. */
  async occlusion(): Promise<Uint8Array> {
    const [meta, half] = await Promise.all([this.meta(), this.#array("occlusion")]);
    return spreadBytes(meta, new Uint8Array(half));
  }

  /** The soft membership of the skin regions on the left half, as stored. */
  async regionArrays(): Promise<RegionArrays> {
    const [start, vertex, share] = await Promise.all([
      this.#array("region_start"),
      this.#array("region_vertex"),
      this.#array("region_share"),
    ]);
    return {
      start: new Uint32Array(start),
      vertex: new Uint16Array(vertex),
      share: new Uint8Array(share),
    };
  }

  charts(): Promise<ChartBook> {
    if (this.#book === null) {
      this.#book = this.text("charts.json").then((text) => readChartBook(JSON.parse(text)));
      this.#book.catch(() => {
        this.#book = null;
      });
    }
    return this.#book;
  }

  chart(body: BodyName, view: string): Promise<string> {
    return this.text(`charts/${body}/${view}.svg`);
  }

  zone(site: string): Promise<ArrayBuffer> {
    return this.#array(`zones/${encodeURIComponent(site)}`);
  }

  sites(): Promise<unknown> {
    return this.text("sites.json").then((text): unknown => JSON.parse(text));
  }

  text(name: string): Promise<string> {
    return this.#kept(this.#texts, name, (response) => response.text());
  }

  async #rows(name: string): Promise<Int16Array> {
    return new Int16Array(rowsFromDifferences(await this.#array(`coded/${name}`)).buffer);
  }

  #array(name: string): Promise<ArrayBuffer> {
    return this.#kept(this.#bytes, name, (response) => response.arrayBuffer());
  }

  /** Fetch once; a failed fetch is forgotten, so that asking again tries again. */
  #kept<T>(
    store: Map<string, Promise<T>>,
    name: string,
    read: (response: Response) => Promise<T>,
  ): Promise<T> {
    const known = store.get(name);
    if (known !== undefined) return known;
    const address = this.prefix + name;
    const coming = fetch(address, { signal: this.#abort.signal }).then((response) => {
      if (!response.ok) throw new AtlasError(address, `the server answered ${response.status}`);
      return read(response);
    });
    store.set(name, coming);
    coming.catch(() => store.delete(name));
    return coming;
  }
}

/** Whether an error only says that the element is gone. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}
