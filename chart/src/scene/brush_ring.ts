/** A ring at the pointer, as large as the brush is on the skin there. No frame is drawn for it. */

export class BrushRing {
  readonly #ring: HTMLDivElement;

  constructor(container: HTMLElement) {
    this.#ring = document.createElement("div");
    this.#ring.className = "brush-ring";
    this.#ring.setAttribute("aria-hidden", "true");
    this.#ring.hidden = true;
    const { style } = this.#ring;
    style.position = "absolute";
    style.pointerEvents = "none";
    style.boxSizing = "border-box";
    style.borderRadius = "50%";
    style.transform = "translate(-50%, -50%)";
    container.append(this.#ring);
  }

  /** @param x, y From the top left of the container. [CSS pixels] */
  show(x: number, y: number, radius_px: number): void {
    const { style } = this.#ring;
    style.left = `${x}px`;
    style.top = `${y}px`;
    style.width = `${2 * radius_px}px`;
    style.height = `${2 * radius_px}px`;
    this.#ring.hidden = false;
  }

  colour(edge: string, halo: string): void {
    this.#ring.style.border = `1.5px solid ${edge}`;
    this.#ring.style.boxShadow = `0 0 0 1px ${halo}`;
  }

  hide(): void {
    this.#ring.hidden = true;
  }

  dispose(): void {
    this.#ring.remove();
  }
}
