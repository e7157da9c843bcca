/** Draws on a chart what is felt, what a muscle may send, and the place to press. */
import { Bend } from "../geometry/bend";
import { type Field, type Outline, outlines } from "../geometry/contour";
import type { Pieces } from "../geometry/pills";
import type { Camera, IdMap } from "../geometry/raster";
import { vertexNormals } from "../geometry/shape";
import type { Surface } from "../geometry/surface";
import type { SurfacePoint } from "../geometry/surface_point";
import { type Colours, css } from "./colours";
import { drawPills } from "./ink_pills";
import { drawSite } from "./ink_site";
import { ZONE_LEVEL } from "./scene_door";
import { type Painted, sampled, tintBody, tintPaint, tintSoft, viewLight } from "./tint";

/** Per-vertex weights, 0 to 1, of where a candidate may send pain. */
export interface Zone {
  readonly essential: Float32Array | null;
  readonly spillover: Float32Array | null;
}

/** Everything that lies on the body. */
export interface StageContent {
  readonly painted: Painted | null;
  readonly pieces: Pieces | null;
  readonly before: Painted | null;
  readonly zone: Zone | null;
  readonly site: SurfacePoint | null;
}

export const EMPTY_CONTENT: StageContent = {
  painted: null,
  pieces: null,
  before: null,
  zone: null,
  site: null,
};

export interface InkView {
  readonly surface: Surface;
  readonly positionsMm: Float64Array;
  readonly camera: Camera;
  readonly svg: SVGSVGElement | null;
}

const HATCH_PX = 7;
const HATCH_LINE_PX = 2.2;

export class Ink {
  readonly #canvas: HTMLCanvasElement;
  readonly #scratch = document.createElement("canvas");
  #map: IdMap | null = null;
  #ratio = 1;
  #hatch: CanvasPattern | null = null;
  #zone: { of: Zone; lines: Path2D | null; spill: Float32Array | null } | null = null;
  #light: { of: Float64Array; values: Float32Array } | null = null;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  setMap(map: IdMap, pixelRatio: number): void {
    this.#map = map;
    this.#ratio = pixelRatio;
    this.#zone = null;
    for (const canvas of [this.#canvas, this.#scratch]) {
      canvas.width = map.width;
      canvas.height = map.height;
    }
    this.#hatch = null;
  }

  /** Forget what was made with other colours. */
  forget(): void {
    this.#hatch = null;
  }

  dispose(): void {
    this.#map = null;
    this.#zone = null;
    this.#light = null;
    this.#canvas.width = this.#canvas.height = 0;
    this.#scratch.width = this.#scratch.height = 0;
  }

  draw(view: InkView, content: StageContent, colours: Colours): void {
    const map = this.#map;
    const context = this.#canvas.getContext("2d");
    if (map === null || context === null) return;
    context.clearRect(0, 0, map.width, map.height);
    if (view.svg === null) this.#drawBody(context, map, view, colours);
    if (content.zone !== null) this.#drawZone(context, map, view, content.zone, colours);
    if (content.painted !== null) this.#drawPaint(context, map, view, content.painted, colours);
    if (content.before !== null) this.#drawBefore(context, map, view, content.before, colours);
    if (content.site !== null) {
      drawSite(context, { map, view, site: content.site, colours, pixelRatio: this.#ratio });
    }
    if (content.pieces !== null) {
      drawPills(context, {
        map,
        triangles: view.surface.triangles,
        pieces: content.pieces,
        colours,
        pixelRatio: this.#ratio,
        font: getComputedStyle(this.#canvas).fontFamily,
      });
    }
  }

  /** Colour pixels on the side, then lay them over what is there. */
  #layOver(context: CanvasRenderingContext2D, map: IdMap, tint: (image: ImageData) => void): void {
    const scratch = this.#scratch.getContext("2d");
    if (scratch === null) return;
    const image = scratch.createImageData(map.width, map.height);
    tint(image);
    scratch.putImageData(image, 0, 0);
    context.drawImage(this.#scratch, 0, 0);
  }

  #drawBody(context: CanvasRenderingContext2D, map: IdMap, view: InkView, colours: Colours): void {
    if (this.#light?.of !== view.positionsMm) {
      const normals = vertexNormals(view.positionsMm, view.surface.triangles);
      this.#light = { of: view.positionsMm, values: viewLight(normals, view.camera) };
    }
    const { values } = this.#light;
    this.#layOver(context, map, (image) =>
      tintBody(image, map, view.surface.triangles, values, colours),
    );
  }

  #drawPaint(
    context: CanvasRenderingContext2D,
    map: IdMap,
    view: InkView,
    painted: Painted,
    colours: Colours,
  ): void {
    const look = { colours, pixelRatio: this.#ratio, bend: bendOf(view.surface, painted.cover) };
    this.#layOver(context, map, (image) =>
      tintPaint(image, map, view.surface.triangles, painted, look),
    );
  }

  /** An earlier drawing: a dashed line around it and a breath of tint, so that both are seen. */
  #drawBefore(
    context: CanvasRenderingContext2D,
    map: IdMap,
    view: InkView,
    before: Painted,
    colours: Colours,
  ): void {
    const path = pathOf(outlinesOf(map, this.#coverOf(map, view, before), 0.5));
    context.fillStyle = css(colours.feltMark, 0.14);
    context.fill(path, "evenodd");
    context.lineJoin = "round";
    const ways: readonly [number, string][] = [
      [4.5, css(colours.surface, 0.9)],
      [2.2, css(colours.feltMark)],
    ];
    for (const [width, style] of ways) {
      context.lineWidth = width * this.#ratio;
      context.strokeStyle = style;
      context.setLineDash(width > 3 ? [] : [7 * this.#ratio, 4 * this.#ratio]);
      context.stroke(path);
    }
    context.setLineDash([]);
  }

  #coverOf(map: IdMap, { surface }: InkView, { cover }: Painted): Float32Array {
    return sampled(map, surface.triangles, cover, bendOf(surface, cover));
  }

  #drawZone(
    context: CanvasRenderingContext2D,
    map: IdMap,
    view: InkView,
    zone: Zone,
    colours: Colours,
  ): void {
    if (this.#zone?.of !== zone) this.#zone = this.#zoneOf(map, view.surface, zone);
    const { lines, spill } = this.#zone;
    if (spill !== null) {
      this.#layOver(context, map, (image) => tintSoft(image, spill, colours.sentSoft, 0.3));
    }
    if (lines === null) return;
    context.fillStyle = css(colours.sentSoft, 0.2);
    context.fill(lines, "evenodd");
    this.#hatch ??= hatchPattern(context, colours, this.#ratio);
    if (this.#hatch !== null) {
      context.fillStyle = this.#hatch;
      context.fill(lines, "evenodd");
    }
    context.strokeStyle = css(colours.sent);
    context.lineWidth = 2.1 * this.#ratio;
    context.lineCap = "round";
    context.setLineDash([0.1, 5 * this.#ratio]);
    context.stroke(lines);
    context.setLineDash([]);
  }

  #zoneOf(
    map: IdMap,
    surface: Surface,
    zone: Zone,
  ): { of: Zone; lines: Path2D | null; spill: Float32Array | null } {
    const { triangles } = surface;
    const essential = zone.essential === null ? null : sampled(map, triangles, zone.essential);
    const spill = zone.spillover === null ? null : sampled(map, triangles, zone.spillover);
    return {
      of: zone,
      lines: essential === null ? null : pathOf(outlinesOf(map, essential, ZONE_LEVEL)),
      spill,
    };
  }
}

const bends = new WeakMap<Surface, Bend>();

/** How cover bends inside the triangles; one for each surface, followed anew each time. */
function bendOf(surface: Surface, cover: Float64Array): Float32Array {
  const bend = bends.get(surface) ?? new Bend(surface);
  bends.set(surface, bend);
  bend.follow(cover);
  return bend.sides;
}

function outlinesOf(map: IdMap, values: Float32Array, level: number): Outline[] {
  const field: Field = { width: map.width, height: map.height, values };
  return outlines(field, level);
}

function pathOf(lines: readonly Outline[]): Path2D {
  const path = new Path2D();
  for (const { points, isClosed } of lines) {
    path.moveTo(points[0] ?? 0, points[1] ?? 0);
    for (let i = 2; i < points.length; i += 2) path.lineTo(points[i] ?? 0, points[i + 1] ?? 0);
    if (isClosed) path.closePath();
  }
  return path;
}

/** Slanting orange lines, the same distance apart at every zoom. */
function hatchPattern(
  context: CanvasRenderingContext2D,
  colours: Colours,
  pixelRatio: number,
): CanvasPattern | null {
  const side = Math.max(4, Math.round(HATCH_PX * Math.SQRT2 * pixelRatio));
  const tile = document.createElement("canvas");
  tile.width = tile.height = side;
  const draw = tile.getContext("2d");
  if (draw === null) return null;
  draw.strokeStyle = css(colours.sent, 0.95);
  draw.lineWidth = HATCH_LINE_PX * pixelRatio;
  for (const shift of [-side, 0, side]) {
    draw.beginPath();
    draw.moveTo(shift - 2, side + 2);
    draw.lineTo(shift + side + 2, -2);
    draw.stroke();
  }
  return context.createPattern(tile, "repeat");
}
