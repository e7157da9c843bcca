/** Links to a place on this page: open it, go there, give it the focus. The address stays as it is. */
import { one } from "./find";

/** Follow a link to a place of this page; false when it leads elsewhere or nowhere. */
export function followsHere(link: HTMLAnchorElement): boolean {
  const name = link.getAttribute("href") ?? "";
  if (!name.startsWith("#") || name.length < 2) return false;
  const place = document.getElementById(decodeURIComponent(name.slice(1)));
  if (place === null) return false;
  goTo(place);
  return true;
}

/** Show a place and give it the focus; folds around it and of it open. */
export function goTo(place: HTMLElement): void {
  for (let fold = place.closest("details"); fold !== null; ) {
    fold.open = true;
    fold = fold.parentElement?.closest("details") ?? null;
  }
  place.scrollIntoView({ block: "start" });
  const target = place.matches("fieldset") ? (one("summary,input", place) ?? place) : place;
  if (target.tabIndex < 0 && !target.hasAttribute("tabindex")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

/** Follow links to places here rather than let them change the address. */
export function linksHere(): void {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || !(event.target instanceof Element)) return;
    const link = event.target.closest<HTMLAnchorElement>("a[href^='#']");
    if (link !== null && followsHere(link)) event.preventDefault();
  });
}
