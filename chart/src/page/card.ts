/** A card of warning signs: "none of these" and a sign exclude each other. */
import { all, one } from "./find";

export function card(): void {
  const signs = one("[data-signs]");
  if (signs === null) return;
  const none = one<HTMLInputElement>("#none", signs);
  signs.addEventListener("change", (event) => {
    if (none === null || !(event.target instanceof HTMLInputElement) || !event.target.checked)
      return;
    if (event.target === none) {
      for (const sign of all<HTMLInputElement>("[name=sign]", signs)) sign.checked = false;
    } else {
      none.checked = false;
    }
  });
}
