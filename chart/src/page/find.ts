/** Small questions to the document. */

export function one<E extends Element = HTMLElement>(
  selector: string,
  root: ParentNode = document,
): E | null {
  return root.querySelector<E>(selector);
}

export function all<E extends Element = HTMLElement>(
  selector: string,
  root: ParentNode = document,
): E[] {
  return [...root.querySelectorAll<E>(selector)];
}

/** A sentence of the page in its language; the templates hold them all. */
export function word(name: string): string {
  return one("#words")?.getAttribute(`data-${name}`) ?? "";
}

/** How dates are written: as this browser does, or in the other language that the page speaks. */
export function locale(): string[] {
  const { lang } = document.documentElement;
  return lang === "" || lang === "en" ? [] : [lang];
}

/** Say something politely to whoever cannot see the change. */
export function announce(text: string): void {
  const region = one("#announced");
  if (region !== null) region.textContent = text;
}
