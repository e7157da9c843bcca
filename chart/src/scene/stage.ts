/**
 * The renderer, its lights and its camera, drawing one frame when asked and none otherwise.
 */

import {
  DirectionalLight,
  Group,
  HemisphereLight,
  NeutralToneMapping,
  PerspectiveCamera,
  Scene,
  type Vector3,
  WebGLRenderer,
} from "three";
import { eyeOf, OPENING, type Orbit, pictureHeight } from "./orbit";

/** What the graphics card holds. */
export interface Held {
  readonly geometries: number;
  readonly textures: number;
  readonly programs: number;
}

const MOST_DEVICE_PIXELS = 2;

export class Stage {
  readonly scene = new Scene();
  readonly camera = new PerspectiveCamera((OPENING * 180) / Math.PI, 1, 20, 20000);
  readonly #renderer: WebGLRenderer;
  readonly #beforeFrame: () => void;
  #asked = 0;
  /** Frames drawn since the start. */
  frames = 0;

  constructor(canvas: HTMLCanvasElement, beforeFrame: () => void) {
    this.#beforeFrame = beforeFrame;
    this.#renderer = new WebGLRenderer({
      canvas,
      antialias: devicePixelRatio < 2 && !isDrawnBySoftware(),
      alpha: true,
    });
    this.#renderer.toneMapping = NeutralToneMapping;
    this.#renderer.setClearColor(0x000000, 0);
    this.camera.up.set(0, 0, 1);
    this.scene.add(this.camera, skyLight());
    this.camera.add(lamps());
  }

  get canvas(): HTMLCanvasElement {
    return this.#renderer.domElement;
  }

  /** Device pixels per CSS pixel. */
  get pixel(): number {
    return this.#renderer.getPixelRatio();
  }

  get held(): Held {
    const { memory, programs } = this.#renderer.info;
    return { ...memory, programs: programs?.length ?? 0 };
  }

  /** Draw one frame soon; asking twice before it is drawn gives one frame. */
  ask(): void {
    if (this.#asked !== 0) return;
    this.#asked = requestAnimationFrame(() => this.draw());
  }

  /** Draw one frame now; the one that was asked for is this one. */
  draw(): void {
    cancelAnimationFrame(this.#asked);
    this.#asked = 0;
    if (this.canvas.clientWidth === 0 || this.#renderer.getContext().isContextLost()) return;
    this.#beforeFrame();
    this.#renderer.render(this.scene, this.camera);
    this.frames++;
  }

  /** Wait until the graphics card has finished the frame: for measuring. */
  finish(): void {
    const gl = this.#renderer.getContext();
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  }

  fit(width: number, height: number): void {
    if (width === 0 || height === 0) return;
    this.#renderer.setPixelRatio(Math.min(devicePixelRatio, MOST_DEVICE_PIXELS));
    this.#renderer.setSize(width, height, false);
    this.camera.aspect = width / height;
    this.camera.updateProjectionMatrix();
  }

  stand(orbit: Orbit): void {
    this.camera.position.set(...eyeOf(orbit));
    this.camera.lookAt(...orbit.target);
    this.camera.near = Math.max(10, orbit.distance_mm / 40);
    this.camera.updateProjectionMatrix();
    this.camera.updateMatrixWorld();
  }

  /** Where a point of the body falls in the picture. [device pixels, from the lower left] */
  project(place: Vector3): readonly [number, number] {
    const seen = place.clone().project(this.camera);
    return [((seen.x + 1) / 2) * this.canvas.width, ((seen.y + 1) / 2) * this.canvas.height];
  }

  mmPerPixel(orbit: Orbit): number {
    return pictureHeight(orbit) / Math.max(1, this.canvas.clientHeight);
  }

  dispose(): void {
    cancelAnimationFrame(this.#asked);
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
  }
}

/** Without a graphics card smooth edges cost half of every frame: do without them there. */
function isDrawnBySoftware(): boolean {
  const gl = document.createElement("canvas").getContext("webgl2");
  const names = gl?.getExtension("WEBGL_debug_renderer_info");
  const name = names ? String(gl?.getParameter(names.UNMASKED_RENDERER_WEBGL)) : "";
  gl?.getExtension("WEBGL_lose_context")?.loseContext();
  return /swiftshader|llvmpipe|software|basic render/i.test(name);
}

/** Light from above, and a little warm light from below. */
function skyLight(): HemisphereLight {
  const sky = new HemisphereLight(0xffffff, 0xb8a79a, 1.3);
  sky.position.set(0, 0, 1);
  return sky;
}

/** Three lamps that travel with the eye: a key, a cool fill and a rim. */
function lamps(): Group {
  const rig = new Group();
  const lamp = (colour: number, strength: number, x: number, y: number, z: number): void => {
    const light = new DirectionalLight(colour, strength);
    light.position.set(x, y, z);
    rig.add(light, light.target);
  };
  lamp(0xfff6ec, 1.95, -1.2, 1.6, 2);
  lamp(0xe6edff, 0.7, 2, 0.4, 1);
  lamp(0xffffff, 0.75, 0.3, 0.8, -2);
  return rig;
}
