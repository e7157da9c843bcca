/** Brings together what a view needs: camera, skin in its pose, which of it is shown, drawing. */
import { Canvas } from "../geometry/brush";
import { SkinRegions } from "../geometry/skin_regions";
import type { Surface } from "../geometry/surface";
import type { BodyName } from "../geometry/surface_meta";
import { type Atlas, isAbort } from "./atlas";
import type { ChartBook, ChartView, Plane } from "./chart_book";
import { parseDrawing } from "./chart_layers";
import type { Sight } from "./overlay";
import { plainView } from "./plain_views";
import type { StageView } from "./stage";

/** Everything of the skin that painting needs. */
export interface LoadedSkin {
  readonly canvas: Canvas;
  readonly parts: Uint8Array;
}

export class ViewKeeper {
  readonly atlas: Atlas;
  #skin: Promise<LoadedSkin> | null = null;
  readonly #shown = new Map<string, Uint8Array | null>();
  readonly #positions = new Map<string, Promise<Float64Array>>();
  readonly #drawings = new Map<string, SVGSVGElement>();

  constructor(atlas: Atlas) {
    this.atlas = atlas;
  }

  skin(): Promise<LoadedSkin> {
    this.#skin ??= Promise.all([this.atlas.surface(), this.atlas.parts()]).then(
      ([surface, parts]) => ({ canvas: new Canvas(surface), parts }),
    );
    this.#skin.catch(() => {
      this.#skin = null;
    });
    return this.#skin;
  }

  async regions(): Promise<SkinRegions | null> {
    const meta = await this.atlas.meta();
    if (meta.regions.length === 0) return null;
    const [places, arrays] = await Promise.all([this.atlas.places(), this.atlas.regionArrays()]);
    return new SkinRegions(meta, places, arrays);
  }

  positions(body: BodyName, pose: ChartView["pose"]): Promise<Float64Array> {
    const key = `${body}/${pose}`;
    let coming = this.#positions.get(key);
    if (coming === undefined) {
      coming = this.atlas.positions(body, pose);
      this.#positions.set(key, coming);
      coming.catch(() => this.#positions.delete(key));
    }
    return coming;
  }

  /** A view without its drawing: enough to paint on. */
  async plain(view: string, body: BodyName, padding: StageView["padding"]): Promise<StageView> {
    const placed = this.#bookOrNull().then(async (book) => {
      const chart = book?.views.get(view) ?? plainView(view);
      return { chart, positionsMm: await this.positions(body, chart.pose) };
    });
    const [{ canvas, parts }, { chart, positionsMm }] = await Promise.all([this.skin(), placed]);
    const { surface } = canvas;
    const camera = chart.cameras.get(body) ?? cameraAround(chart, surface, parts, positionsMm);
    return {
      camera,
      surface,
      positionsMm,
      shown: this.#shownBy(view, chart, surface, parts),
      cuts: chart.cuts.get(body) ?? [],
      svg: this.#drawings.get(`${body}/${view}`) ?? null,
      padding,
    };
  }

  /** From where some views look, and what they show of a body. */
  async sights(views: readonly string[], body: BodyName): Promise<ReadonlyMap<string, Sight>> {
    const [{ canvas, parts }, book, positionsMm] = await Promise.all([
      this.skin(),
      this.#bookOrNull(),
      this.positions(body, "anatomical"),
    ]);
    return new Map(
      views.map((view) => {
        const chart = book?.views.get(view) ?? plainView(view);
        const shown = this.#shownBy(view, chart, canvas.surface, parts);
        const cuts = chart.cuts.get(body) ?? [];
        return [view, { toward: chart.toward, shown: withoutCut(shown, cuts, positionsMm) }];
      }),
    );
  }

  /** The drawing of a view; null where there is none. */
  async drawing(view: string, body: BodyName): Promise<SVGSVGElement | null> {
    const key = `${body}/${view}`;
    const known = this.#drawings.get(key);
    if (known !== undefined) return known;
    try {
      const svg = parseDrawing(await this.atlas.chart(body, view));
      this.#drawings.set(key, svg);
      return svg;
    } catch (error) {
      if (isAbort(error)) throw error;
      return null; // the bare body stands in
    }
  }

  async #bookOrNull(): Promise<ChartBook | null> {
    try {
      return await this.atlas.charts();
    } catch (error) {
      if (isAbort(error)) throw error;
      return null; // the plain views stand in
    }
  }

  /** Which vertices a view shows; null means all. */
  #shownBy(view: string, chart: ChartView, surface: Surface, parts: Uint8Array): Uint8Array | null {
    const known = this.#shown.get(view);
    if (known !== undefined) return known;
    const made = shownVertices(chart, surface, parts);
    this.#shown.set(view, made);
    return made;
  }
}

/** Which vertices belong to the parts and the half that a view shows; null means all. */
export function shownVertices(
  chart: Pick<ChartView, "parts" | "half">,
  surface: Surface,
  parts: Uint8Array,
): Uint8Array | null {
  if (chart.parts.length === 0 && chart.half === "both") return null;
  const { nMidline, nLeft, parts: names } = surface.meta;
  const wanted = names.map((name) => chart.parts.length === 0 || chart.parts.includes(name));
  const shown = new Uint8Array(surface.nVertices);
  for (let v = 0; v < shown.length; v++) {
    const side = v < nMidline ? "both" : v < nMidline + nLeft ? "left" : "right";
    const isOnHalf = chart.half === "both" || side === "both" || side === chart.half;
    if (isOnHalf && wanted[parts[v] ?? 0]) shown[v] = 1;
  }
  return shown;
}

/** The vertices that are shown and lie on this side of every cutting plane. */
function withoutCut(
  shown: Uint8Array | null,
  cuts: readonly Plane[],
  p: Float64Array,
): Uint8Array | null {
  if (cuts.length === 0) return shown;
  const kept = shown?.slice() ?? new Uint8Array(p.length / 3).fill(1);
  for (const [nx, ny, nz, d] of cuts) {
    for (let v = 0; v < kept.length; v++) {
      const along = nx * (p[v * 3] ?? 0) + ny * (p[v * 3 + 1] ?? 0) + nz * (p[v * 3 + 2] ?? 0);
      if (along > d) kept[v] = 0;
    }
  }
  return kept;
}

/** A camera that takes in all that a view shows, for when the charts say none. */
function cameraAround(
  chart: ChartView,
  surface: Surface,
  parts: Uint8Array,
  p: Float64Array,
): StageView["camera"] {
  const shown = shownVertices(chart, surface, parts);
  let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let v = 0; v < surface.nVertices; v++) {
    if (shown !== null && !shown[v]) continue;
    const along = (d: readonly number[]): number =>
      (p[v * 3] ?? 0) * (d[0] ?? 0) +
      (p[v * 3 + 1] ?? 0) * (d[1] ?? 0) +
      (p[v * 3 + 2] ?? 0) * (d[2] ?? 0);
    const x = along(chart.right);
    const y = along(chart.up);
    x0 = Math.min(x0, x);
    x1 = Math.max(x1, x);
    y0 = Math.min(y0, y);
    y1 = Math.max(y1, y);
  }
  return {
    right: chart.right,
    up: chart.up,
    toward: chart.toward,
    x0,
    y0: y1,
    scale: 1,
    width: Math.max(1, x1 - x0),
    height: Math.max(1, y1 - y0),
  };
}
