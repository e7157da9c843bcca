/**
 * The body in 3D: turned by hand, painted on, drawn only when something changed.
 *
 * Strokes, regions and undo belong to the element; here a place under the pointer becomes a
 * point of the skin, and the element's arrays become colours on it.
 */

import type {
  BodyScene as BodySceneDoor,
  Rgb,
  SceneColours,
  SceneOptions,
  SceneOverlay,
} from "../element/scene_door";
import { type SurfacePoint, storedPoint } from "../geometry/surface_point";
import { BrushRing } from "./brush_ring";
import { placeOf } from "./crosses";
import { Gestures, type GestureTarget } from "./gestures";
import {
  between,
  boxOf,
  depthOf,
  directionThrough,
  eyeOf,
  heldWithin,
  type Orbit,
  zoomed,
} from "./orbit";
import type { Picker } from "./picking";
import { framed, PRESETS } from "./presets";
import { firstPoint, type Ray } from "./raycast";
import { Skin } from "./skin";
import { type Held, Stage } from "./stage";

/** A change of view glides for so long, unless less motion is wanted. */
const GLIDE_MS = 240;

const css = (rgb: Rgb): string => `rgb(${rgb[0]} ${rgb[1]} ${rgb[2]})`;

export class BodyScene implements BodySceneDoor {
  readonly #options: SceneOptions;
  readonly #canvas = document.createElement("canvas");
  readonly #stage: Stage;
  readonly #skin: Skin;
  readonly #gestures: Gestures;
  readonly #ring: BrushRing;
  readonly #resized: ResizeObserver;
  readonly #gone = new AbortController();
  #picker: Picker | null = null;
  #orbit: Orbit;
  #box: ReturnType<typeof boxOf>;
  #view = "front";
  /** The person has not moved the eye since the last preset. */
  #isPreset = true;
  #glide = 0;
  #painting = false;
  #brush_mm = 0;

  constructor(options: SceneOptions) {
    this.#options = options;
    this.#canvas.className = "body-canvas";
    this.#canvas.tabIndex = 0;
    this.#canvas.setAttribute("role", "application");
    this.#canvas.setAttribute("aria-label", options.label ?? "3D");
    const { style } = this.#canvas;
    style.display = "block";
    style.width = "100%";
    style.height = "100%";
    style.touchAction = "none";
    options.container.append(this.#canvas);
    this.#stage = this.#open();
    this.#skin = new Skin(
      { positions: options.positionsMm, triangles: options.surface.triangles },
      options.occlusion,
    );
    this.#stage.scene.add(this.#skin.shown);
    this.#ring = new BrushRing(options.container);
    this.#gestures = new Gestures(this.#canvas, this.#asTarget());
    this.#box = boxOf(options.positionsMm);
    this.#orbit = this.#framed("front");
    this.#resized = new ResizeObserver(() => this.resize());
    this.#resized.observe(options.container);
    this.#watchContext();
    this.setColours(options.colours);
    this.resize();
  }

  /** Frames drawn since the start. */
  get frames(): number {
    return this.#stage.frames;
  }

  /** What the graphics card holds for this body. */
  get held(): Held {
    return this.#stage.held;
  }

  /** The fast picker comes later, in its own file; until then every triangle is tried. */
  async loadPicker(): Promise<void> {
    const { pickerOf } = await import("./picking");
    if (!this.#gone.signal.aborted) this.#picker = pickerOf(this.#skin.geometry);
  }

  setBody(positionsMm: Float64Array): void {
    this.#skin.setBody(positionsMm);
    this.#box = boxOf(positionsMm);
    this.#picker?.refit();
    if (this.#isPreset) this.#stand(this.#framed(this.#view));
    this.#stage.ask();
  }

  setPaint(cover: Float64Array, strength: Float64Array): void {
    this.#skin.setPaint(cover, strength);
    this.#stage.ask();
  }

  setOverlay(overlay: SceneOverlay | null): void {
    this.#skin.setOverlay(overlay);
    this.#stage.ask();
  }

  setColours(colours: SceneColours): void {
    this.#skin.setColours(colours);
    this.#ring.colour(css(colours.ink), css(colours.surface));
    this.#stage.ask();
  }

  setPainting(painting: boolean): void {
    this.#painting = painting;
    this.#canvas.style.cursor = painting ? "crosshair" : "grab";
    if (!painting) this.#ring.hide();
  }

  setBrush(radiusMm: number): void {
    this.#brush_mm = radiusMm;
  }

  look(view: string): void {
    if (!(view in PRESETS)) return;
    this.#view = view;
    this.#isPreset = true;
    this.#glideTo(this.#framed(view));
  }

  zoom(factor: number): void {
    this.#moved(zoomed(this.#orbit, 1 / factor, [0, 0], 1));
  }

  pick(clientX: number, clientY: number): SurfacePoint | null {
    const found = this.#pickExact(clientX, clientY);
    return found === null ? null : storedPoint(found);
  }

  resize(): void {
    this.#stage.fit(this.#options.container.clientWidth, this.#options.container.clientHeight);
    this.#stand(this.#isPreset ? this.#framed(this.#view) : this.#orbit);
    this.#stage.draw();
  }

  /** Draw now and wait for the card: for measuring and for pictures. */
  drawNow(): void {
    this.#stage.draw();
    this.#stage.finish();
  }

  dispose(): void {
    this.#gone.abort();
    cancelAnimationFrame(this.#glide);
    this.#resized.disconnect();
    this.#gestures.dispose();
    this.#ring.dispose();
    this.#stage.scene.clear();
    this.#skin.dispose();
    this.#stage.dispose();
    this.#picker = null;
    this.#canvas.remove();
  }

  #open(): Stage {
    try {
      return new Stage(this.#canvas, () => this.#beforeFrame());
    } catch (cause) {
      this.#canvas.remove();
      throw new Error("This browser cannot draw in 3D: use the flat charts.", { cause });
    }
  }

  #framed(view: string): Orbit {
    const { surface, part, container } = this.#options;
    const preset = PRESETS[view] ?? PRESETS["front"]!;
    const { positions } = this.#skin.mesh;
    const aspect = Math.max(0.2, container.clientWidth / Math.max(1, container.clientHeight));
    if (part === null) {
      const whole = { positions, part: new Uint8Array(positions.length / 3), parts: ["all"] };
      return framed(whole, { ...preset, parts: [], half: "both" }, aspect);
    }
    return framed({ positions, part, parts: surface.meta.parts }, preset, aspect);
  }

  #stand(orbit: Orbit): void {
    this.#orbit = orbit;
    this.#stage.stand(orbit);
  }

  #glideTo(to: Orbit): void {
    cancelAnimationFrame(this.#glide);
    const from = this.#orbit;
    const start = performance.now();
    const step = (now: number): void => {
      const share = Math.min(1, Math.max(0, (now - start) / GLIDE_MS));
      this.#stand(share >= 1 ? to : between(from, to, 1 - (1 - share) ** 3));
      this.#stage.draw();
      if (share < 1) this.#glide = requestAnimationFrame(step);
    };
    if (this.#options.reducedMotion) {
      this.#stand(to);
      this.#stage.ask();
    } else {
      this.#glide = requestAnimationFrame(step);
    }
  }

  #moved(orbit: Orbit): void {
    cancelAnimationFrame(this.#glide);
    this.#isPreset = false;
    this.#stand(heldWithin(orbit, ...this.#box));
    this.#ring.hide();
    this.#stage.ask();
    this.#options.onView();
  }

  #beforeFrame(): void {
    const { pixel } = this.#stage;
    const anchor = this.#stage.project(this.#skin.anchor);
    this.#skin.scale(this.#stage.mmPerPixel(this.#orbit), pixel, anchor);
  }

  #pickExact(clientX: number, clientY: number): SurfacePoint | null {
    const box = this.#canvas.getBoundingClientRect();
    const x = ((clientX - box.left) / box.width) * 2 - 1;
    const y = 1 - ((clientY - box.top) / box.height) * 2;
    if (Math.abs(x) > 1 || Math.abs(y) > 1) return null;
    const direction = directionThrough(this.#orbit, [x, y], box.width / box.height);
    const ray: Ray = { origin: eyeOf(this.#orbit), direction };
    const { mesh } = this.#skin;
    return this.#picker === null ? firstPoint(mesh, ray) : this.#picker.pick(mesh, ray);
  }

  #asTarget(): GestureTarget {
    const stroke = (phase: "start" | "move", x: number, y: number): boolean => {
      const point = this.pick(x, y);
      if (point !== null) this.#options.onStroke(phase, point);
      return point !== null;
    };
    return {
      orbit: () => this.#orbit,
      moved: (orbit) => this.#moved(orbit),
      look: (view) => this.look(view),
      strokeStart: (x, y) => this.#painting && stroke("start", x, y),
      strokeMove: (x, y) => stroke("move", x, y),
      strokeEnd: () => this.#options.onStroke("end", null),
      hover: (x, y, pointer) => this.#hover(x, y, pointer),
      leave: () => this.#ring.hide(),
    };
  }

  #hover(clientX: number, clientY: number, pointer: string): void {
    if (!this.#painting || pointer === "touch") return;
    const point = this.#pickExact(clientX, clientY);
    if (point === null) {
      this.#ring.hide();
      return;
    }
    const box = this.#canvas.getBoundingClientRect();
    const depth_mm = depthOf(this.#orbit, placeOf(this.#skin.mesh, point));
    const mmPerPixel = this.#stage.mmPerPixel({ ...this.#orbit, distance_mm: depth_mm });
    this.#ring.show(clientX - box.left, clientY - box.top, this.#brush_mm / mmPerPixel);
  }

  #watchContext(): void {
    const { signal } = this.#gone;
    const lost = (event: Event): void => {
      event.preventDefault();
      this.#options.onLost?.(false);
    };
    const back = (): void => {
      this.#stage.ask();
      this.#options.onLost?.(true);
    };
    this.#canvas.addEventListener("webglcontextlost", lost, { signal });
    this.#canvas.addEventListener("webglcontextrestored", back, { signal });
  }
}
