/** A notice over the picture: what is wrong, and one thing to do about it. */
import { ShapeError } from "../geometry/shape_error";
import { icon } from "./icons";
import { escaped } from "./shell";
import { say, type Words } from "./words";

export function showNotice(
  notice: HTMLElement,
  words: Words,
  text: string,
  again: (() => void) | null,
): void {
  notice.innerHTML = `${icon("warning")}<p>${escaped(text)}</p>`;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = say(words, again === null ? "close" : "tryAgain");
  button.addEventListener("click", () => {
    notice.hidden = true;
    again?.();
  });
  notice.append(button);
  notice.hidden = false;
}

/** Tell the page what went wrong, and at which place of what it handed in. */
export function reportError(element: HTMLElement, error: unknown): void {
  tell(element, "unknot-error", {
    message: error instanceof Error ? error.message : String(error),
    place: error instanceof ShapeError ? error.place : "",
  });
}

/** An event that leaves the shadow tree and rises through the page. */
export function tell(element: HTMLElement, name: string, detail: unknown): void {
  element.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
}
