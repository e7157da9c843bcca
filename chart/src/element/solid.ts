/** The body in 3D, loaded when it is first asked for and freed when it is left. */
import type { Surface } from "../geometry/surface";
import type { SurfacePoint } from "../geometry/surface_point";
import type { BoardHost } from "./board";
import type { StageContent } from "./ink";
import type { BodyScene, SceneColours } from "./scene_door";
import { say } from "./words";

export interface SolidStart {
  readonly surface: Surface;
  readonly positionsMm: Float64Array;
  readonly occlusion: Uint8Array;
  readonly part: Uint8Array;
  readonly colours: SceneColours;
  readonly view: string;
  readonly content: StageContent;
  readonly radiusMm: number;
}

export class SolidBody {
  readonly #container: HTMLElement;
  readonly #host: BoardHost;
  #scene: BodyScene | null = null;
  #asked = 0;
  #overlaid: StageContent | null = null;
  #isStroke = false;

  constructor(container: HTMLElement, host: BoardHost) {
    this.#container = container;
    this.#host = host;
  }

  /** False when this browser cannot show it. */
  async open(start: SolidStart): Promise<boolean> {
    const asked = ++this.#asked;
    try {
      const { openScene } = await import("../scene/index");
      if (asked !== this.#asked) return true;
      this.#scene = await openScene({
        container: this.#container,
        surface: start.surface,
        positionsMm: start.positionsMm,
        occlusion: start.occlusion,
        part: start.part,
        colours: start.colours,
        reducedMotion: matchMedia("(prefers-reduced-motion: reduce)").matches,
        onStroke: (phase, point) => this.#stroke(phase, point),
        onView: () => undefined,
        label: say(this.#host.words, "solidKeys"),
        onLost: (isBack) => {
          if (!isBack) this.#host.tell("lostSolid");
        },
      });
    } catch (error) {
      if (asked === this.#asked) this.#host.failed(error);
      return false;
    }
    this.#scene.setPainting(this.#host.isPainting);
    this.#scene.setBrush(start.radiusMm);
    this.setContent(start.content);
    this.#scene.look(start.view);
    return true;
  }

  close(): void {
    this.#asked++;
    this.#scene?.dispose();
    this.#scene = null;
    this.#overlaid = null;
    this.#container.replaceChildren();
  }

  async setBody(positions: () => Promise<Float64Array>): Promise<void> {
    if (this.#scene === null) return;
    this.#scene.setBody(await positions());
  }

  setContent(content: StageContent): void {
    if (this.#scene === null) return;
    if (content.painted !== null) {
      this.#scene.setPaint(content.painted.cover, content.painted.strength);
    }
    if (this.#overlaid?.zone === content.zone && this.#overlaid.site === content.site) return;
    this.#overlaid = content;
    const isBare = content.zone === null && content.site === null;
    this.#scene.setOverlay(
      isBare
        ? null
        : {
            essential: content.zone?.essential ?? null,
            spillover: content.zone?.spillover ?? null,
            site: content.site,
          },
    );
  }

  setColours(colours: SceneColours): void {
    this.#scene?.setColours(colours);
  }

  setPainting(isPainting: boolean): void {
    this.#scene?.setPainting(isPainting);
  }

  setBrush(radiusMm: number): void {
    this.#scene?.setBrush(radiusMm);
  }

  /** Nearer (factor above 1) or farther, about the middle. */
  zoom(factor: number): void {
    this.#scene?.zoom(factor);
  }

  look(view: string): void {
    this.#scene?.look(view);
  }

  #stroke(phase: "start" | "move" | "end", point: SurfacePoint | null): void {
    if (phase === "start" && point !== null) {
      this.#isStroke = this.#host.beginStroke(point);
    }
    if (!this.#isStroke) return;
    if (phase === "end") {
      this.#isStroke = false;
      this.#host.endStroke();
    } else if (point !== null) {
      this.#host.extendStroke([point]);
    }
  }
}
