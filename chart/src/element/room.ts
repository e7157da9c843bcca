/** How much of the window lies above the picture, so that picture and question fit under it. */
import type { Shell } from "./shell";

/**
 * Keep the property `--above` of the frame: the height of all that stands above the picture.
 * Where the picture is one of several things on a page, it has a height of its own.
 */
export function watchRoom(host: HTMLElement, shell: Shell, signal: AbortSignal): void {
  if (host.hasAttribute("compact") || host.getAttribute("mode") === "show") return;
  let known = -1;
  const measure = (): void => {
    const above = Math.round(shell.panels.getBoundingClientRect().top + scrollY);
    if (above === known) return;
    known = above;
    shell.frame.style.setProperty("--above", `${above}px`);
  };
  const observer = new ResizeObserver(measure);
  for (const part of [shell.frame, shell.head]) observer.observe(part);
  signal.addEventListener("abort", () => observer.disconnect());
  measure();
}
