/** One view of the body with everything drawn on it, and what lies under the pointer. */
import { type Camera, type IdMap, rasterise } from "../geometry/raster";
import type { Surface } from "../geometry/surface";
import type { SurfacePoint } from "../geometry/surface_point";
import { ChartLayers } from "./chart_layers";
import type { Colours } from "./colours";
import { Ink, type StageContent } from "./ink";
import {
  type Box,
  cameraOf,
  fitted,
  focused,
  type Padding,
  panned,
  type Size,
  type Window,
  zoomed,
} from "./window";

/** What is shown, and from where. */
export interface StageView {
  readonly camera: Camera;
  readonly surface: Surface;
  /** (V*3,) the body that is seen, in the view's pose. [mm] */
  readonly positionsMm: Float64Array;
  readonly shown: Uint8Array | null;
  readonly cuts: readonly (readonly [number, number, number, number])[];
  /** The drawing; null until it is there: then the bare body is drawn from the mesh. */
  readonly svg: SVGSVGElement | null;
  /** Room to leave free around the picture, in a stage of some size. */
  readonly padding: (stage: Size) => Padding;
}

/** At most so many pixels are drawn, so that a stroke stays quick on a large screen. */
const MOST_PIXELS = 1_500_000;
/** After the last movement of a zoom the picture is drawn anew. [ms] */
const SETTLE_MS = 120;
/** Weights below this are not worth coming near to. */
const FOCUSED_WEIGHT = 0.3;

export class Stage {
  readonly root: HTMLElement;
  readonly #layers: ChartLayers;
  readonly #ink: Ink;
  #view: StageView | null = null;
  #content: StageContent;
  #colours: Colours;
  #whole: Window = { x: 0, y: 0, width: 1, height: 1 };
  #window: Window = this.#whole;
  #mapped: Window = this.#whole;
  #map: IdMap | null = null;
  #size = { width: 0, height: 0 };
  #frame = 0;
  #settle = 0;
  #mapIsStale = true;
  readonly #resize: ResizeObserver;

  constructor(root: HTMLElement, content: StageContent, colours: Colours) {
    this.root = root;
    this.#content = content;
    this.#colours = colours;
    this.#layers = new ChartLayers(root);
    this.#ink = new Ink(this.#layers.canvas);
    this.#resize = new ResizeObserver(() => this.#measure());
    this.#resize.observe(root);
    this.#measure();
  }

  /** How many CSS pixels a millimetre takes. */
  get pxPerMm(): number {
    if (this.#view === null) return 0;
    return (this.#view.camera.scale * this.#size.width) / this.#window.width;
  }

  get isZoomed(): boolean {
    return this.#window.width < this.#whole.width * 0.999;
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#settle);
    this.#resize.disconnect();
    this.#map = null;
    this.#view = null;
    this.#ink.dispose();
    this.root.replaceChildren();
  }

  /** Show a view; a new camera shows it whole. */
  show(view: StageView): void {
    const isNewCamera = this.#view?.camera !== view.camera;
    this.#view = view;
    this.#layers.setDrawing(view.svg);
    if (isNewCamera) {
      this.fit();
      this.#layers.wipe();
    }
    this.#layers.move(this.#window, this.#window, this.#size);
    this.#mapIsStale = true;
    this.invalidate();
  }

  setContent(content: StageContent): void {
    this.#content = content;
    this.invalidate();
  }

  setColours(colours: Colours): void {
    this.#colours = colours;
    this.#ink.forget();
    this.invalidate();
  }

  /** Ask for one new frame. */
  invalidate(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  fit(): void {
    if (this.#view === null) return;
    this.#whole = fitted(this.#view.camera, this.#size, this.#view.padding(this.#size));
    this.#window = this.#whole;
    this.#mapIsStale = true;
    this.invalidate();
  }

  /** Come near to the vertices that have a weight, and a place beside them. */
  focus(weights: Float32Array): void {
    const view = this.#view;
    if (view === null) return;
    const box = boxOf(view, weights);
    if (box !== null) this.#look(focused(box, this.#whole));
  }

  zoomBy(factor: number, clientX: number, clientY: number): void {
    this.#look(zoomed(this.#window, this.#whole, factor, this.#within(clientX, clientY)));
  }

  /** Nearer or farther, about the middle. */
  zoomMiddle(factor: number): void {
    this.#look(zoomed(this.#window, this.#whole, factor, { x: 0.5, y: 0.5 }));
  }

  panBy(dx: number, dy: number): void {
    const by = { x: dx / this.#size.width, y: dy / this.#size.height };
    this.#look(panned(this.#window, this.#whole, by));
  }

  /** The place on the skin under a point of the screen. */
  pick(clientX: number, clientY: number): SurfacePoint | null {
    if (this.#mapIsStale) this.#mapNow();
    const map = this.#map;
    if (map === null) return null;
    const at = this.#within(clientX, clientY);
    const x = Math.floor(at.x * map.width);
    const y = Math.floor(at.y * map.height);
    if (x < 0 || y < 0 || x >= map.width || y >= map.height) return null;
    const pixel = y * map.width + x;
    const triangle = map.triangle[pixel] ?? -1;
    if (triangle < 0) return null;
    const b1 = map.weights[pixel * 2] ?? 0;
    const b2 = map.weights[pixel * 2 + 1] ?? 0;
    return { triangle, b1, b2 };
  }

  #within(clientX: number, clientY: number): { x: number; y: number } {
    const box = this.root.getBoundingClientRect();
    return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
  }

  #look(window: Window): void {
    this.#window = window;
    this.#layers.move(this.#mapped, window, this.#size);
    clearTimeout(this.#settle);
    this.#settle = later(() => {
      this.#mapIsStale = true;
      this.invalidate();
    }, SETTLE_MS);
  }

  #measure(): void {
    const width = this.root.clientWidth;
    const height = this.root.clientHeight;
    if (width === this.#size.width && height === this.#size.height) return;
    this.#size = { width, height };
    this.fit();
  }

  #mapNow(): void {
    const view = this.#view;
    const { width, height } = this.#size;
    if (view === null || width === 0 || height === 0) return;
    const wanted = Math.min(devicePixelRatio || 1, 2);
    const ratio = Math.min(wanted, Math.sqrt(MOST_PIXELS / (width * height)));
    const pixels = { width: Math.round(width * ratio), height: Math.round(height * ratio) };
    this.#map = rasterise({
      positionsMm: view.positionsMm,
      triangles: view.surface.triangles,
      camera: cameraOf(view.camera, this.#window, pixels),
      shown: view.shown,
      cuts: view.cuts,
    });
    this.#mapped = this.#window;
    this.#mapIsStale = false;
    this.#ink.setMap(this.#map, ratio);
  }

  #draw(): void {
    const view = this.#view;
    if (view === null || this.#size.width === 0) return;
    if (this.#mapIsStale) this.#mapNow();
    this.#layers.move(this.#mapped, this.#window, this.#size);
    if (this.#map !== null) this.#ink.draw(view, this.#content, this.#colours);
  }
}

/** Where the vertices above a small weight lie on the chart, in its units. */
function boxOf({ camera, positionsMm: p }: StageView, weights: Float32Array): Box | null {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  const along = (v: number, [dx, dy, dz]: readonly [number, number, number]): number =>
    (p[v * 3] ?? 0) * dx + (p[v * 3 + 1] ?? 0) * dy + (p[v * 3 + 2] ?? 0) * dz;
  for (const [v, weight] of weights.entries()) {
    if (weight < FOCUSED_WEIGHT) continue;
    const x = (along(v, camera.right) - camera.x0) * camera.scale;
    const y = (camera.y0 - along(v, camera.up)) * camera.scale;
    [x0, y0, x1, y1] = [Math.min(x0, x), Math.min(y0, y), Math.max(x1, x), Math.max(y1, y)];
  }
  return x1 < x0 ? null : { x0, y0, x1, y1 };
}

/** `setTimeout` of the browser, whose handle is a number. */
function later(call: () => void, ms: number): number {
  return globalThis.setTimeout(call, ms) as unknown as number;
}
