/** "None of these" and a line exclude each other. */
import { all } from "./find";

export function choices(): void {
  for (const group of all("[data-exclusive]")) {
    group.addEventListener("change", (event) => {
      const ticked = event.target;
      if (!(ticked instanceof HTMLInputElement) || !ticked.checked) return;
      if (ticked.type !== "checkbox") return;
      const isNone = ticked.hasAttribute("data-none");
      for (const box of all<HTMLInputElement>("input[type=checkbox]", group)) {
        if (box !== ticked && box.hasAttribute("data-none") !== isNone) box.checked = false;
      }
    });
  }
}
