/** The spot: the body shows where to press. */
import { bodyOf } from "./body";
import { one } from "./find";

export function spot(): void {
  const figure = one("[data-show-spot]");
  if (figure === null) return;
  const site = figure.dataset["site"] ?? "";
  if (site === "") return;
  void bodyOf(figure).then((body) => {
    if (body === null) return;
    const side = figure.dataset["side"] === "left" ? "left" : "right";
    body.overlay = { site, side, show: ["site"] };
    figure.dataset["drawn"] = "live";
  });
}
