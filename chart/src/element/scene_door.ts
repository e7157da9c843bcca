/**
 * What the element asks of the 3D body, and what it gives it. `src/scene/index.ts` exports
 * `openScene: OpenScene`; the element loads it with a dynamic import when 3D is asked for.
 */
import type { Surface } from "../geometry/surface";
import type { SurfacePoint } from "../geometry/surface_point";

/** Colours read from the page's tokens, as sRGB 0 to 255. */
export interface SceneColours {
  readonly ground: Rgb;
  readonly skin: Rgb;
  /** Paint of strength 0 (first) to 10 (last). */
  readonly felt: readonly Rgb[];
  readonly feltEdge: Rgb;
  readonly sent: Rgb;
  readonly sentSoft: Rgb;
  readonly ink: Rgb;
  readonly surface: Rgb;
  readonly isDark: boolean;
}

export type Rgb = readonly [number, number, number];

/** Where an essential zone ends, as a share of its peak; as in `unknot.body.picture`. */
export const ZONE_LEVEL = 0.4;

/** Weights per vertex of a candidate's zone, and the place to press. */
export interface SceneOverlay {
  /** (V,) 0 to 1. */
  readonly essential: Float32Array | null;
  /** (V,) 0 to 1. */
  readonly spillover: Float32Array | null;
  readonly site: SurfacePoint | null;
}

export interface SceneOptions {
  readonly container: HTMLElement;
  readonly surface: Surface;
  /** (V*3,) positions of the body to show, anatomical pose. [mm] */
  readonly positionsMm: Float64Array;
  /** (V,) baked occlusion of the half mesh spread to both halves, 255 = open. */
  readonly occlusion: Uint8Array | null;
  /** (V,) index into `surface.meta.parts`, to come near a head or a hand; null: whole body. */
  readonly part: Uint8Array | null;
  readonly colours: SceneColours;
  readonly reducedMotion: boolean;
  /** What a screen reader says when the picture gets the focus: what it is and its keys. */
  readonly label?: string;
  /** Called when the person touches the skin with the brush; the element makes the dab. */
  readonly onStroke: (phase: "start" | "move" | "end", point: SurfacePoint | null) => void;
  /** Called when the camera was moved by the person. */
  readonly onView: () => void;
  /** The graphics card took the picture away; paint is kept. Called again with true when back. */
  readonly onLost?: (isBack: boolean) => void;
}

export interface BodyScene {
  setBody(positionsMm: Float64Array): void;
  /** (V,) each, 0 to 1 cover and 0 to 10 strength; the same arrays as the 2D charts draw. */
  setPaint(cover: Float64Array, strength: Float64Array): void;
  setOverlay(overlay: SceneOverlay | null): void;
  setColours(colours: SceneColours): void;
  /** Turn the camera to a chart's view id: front, back, head_left … */
  look(view: string): void;
  /** Nearer (factor above 1) or farther, about the middle of the picture. */
  zoom(factor: number): void;
  /** Whether a drag on the skin paints (true) or only turns the body (false). */
  setPainting(painting: boolean): void;
  setBrush(radiusMm: number): void;
  pick(clientX: number, clientY: number): SurfacePoint | null;
  resize(): void;
  /** Free every buffer, texture, program and listener, and lose the context. */
  dispose(): void;
}

export type OpenScene = (options: SceneOptions) => Promise<BodyScene> | BodyScene;
