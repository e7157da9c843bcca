/** The layers of a stage: the drawn body, the paint, and the drawing's lines once more on top. */
import type { Size, Window } from "./window";

export class ChartLayers {
  readonly canvas: HTMLCanvasElement;
  readonly #under: HTMLElement;
  readonly #over: HTMLElement;
  #drawn: SVGSVGElement | null = null;

  constructor(root: HTMLElement) {
    this.#under = layer("chart under");
    this.#over = layer("chart over");
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-hidden", "true");
    root.append(this.#under, this.canvas, this.#over);
  }

  setDrawing(svg: SVGSVGElement | null): void {
    if (svg === this.#drawn) return;
    this.#drawn = svg;
    this.#under.replaceChildren(...(svg === null ? [] : [svg.cloneNode(true)]));
    this.#over.replaceChildren(...(svg === null ? [] : [linesOf(svg)]));
  }

  /** Take away what was drawn over another view. */
  wipe(): void {
    this.canvas.getContext("2d")?.clearRect(0, 0, this.canvas.width, this.canvas.height);
  }

  /** Show the window; a raster made for another one is stretched until a new one is there. */
  move(mapped: Window, window: Window, size: Size): void {
    const box = `${window.x} ${window.y} ${window.width} ${window.height}`;
    for (const host of [this.#under, this.#over]) {
      host.querySelector("svg")?.setAttribute("viewBox", box);
    }
    const scale = mapped.width / window.width;
    const dx = ((mapped.x - window.x) / window.width) * size.width;
    const dy = ((mapped.y - window.y) / window.height) * size.height;
    const isPlain = scale === 1 && dx === 0 && dy === 0;
    this.canvas.style.transformOrigin = "0 0";
    this.canvas.style.transform = isPlain ? "" : `translate(${dx}px,${dy}px) scale(${scale})`;
  }
}

/** A drawing as it came over the wire, ready to be shown. */
export function parseDrawing(text: string): SVGSVGElement {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  const svg = document.importNode(parsed, true) as unknown as SVGSVGElement;
  for (const name of ["width", "height"]) svg.removeAttribute(name);
  for (const element of svg.querySelectorAll("style, script, title")) element.remove();
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  return svg;
}

/** Only the lines of a drawing: they lie on the paint, so that its edge at the skin is clean. */
function linesOf(svg: SVGSVGElement): Node {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  for (const tone of copy.querySelectorAll(".s0,.s1,.s2,.s3,.s4,.s5,.s6")) tone.remove();
  return copy;
}

function layer(name: string): HTMLElement {
  const made = document.createElement("div");
  made.className = name;
  made.setAttribute("aria-hidden", "true");
  return made;
}
