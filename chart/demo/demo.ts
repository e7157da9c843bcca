/** The element with the tree of boxes of the real page, and what it tells, for trying it out. */
import type { UnknotBody } from "../src/element/index";

const page = await (await fetch("/")).text();
const fieldset = new DOMParser()
  .parseFromString(page, "text/html")
  .querySelector("fieldset.places");
const body = document.createElement("unknot-body") as UnknotBody;
const asked = new URLSearchParams(location.search);
for (const name of ["body", "view", "mode"]) {
  const value = asked.get(name);
  if (value !== null) body.setAttribute(name, value);
}
body.setAttribute("atlas", "/body/1/");
const heading = document.createElement("h1");
heading.slot = "heading";
heading.textContent = "Where does it hurt?";
body.append(heading, ...(fieldset === null ? [] : [document.importNode(fieldset, true)]));
const started = performance.now();
body.addEventListener("unknot-ready", () => {
  document.documentElement.dataset["ready"] = String(Math.round(performance.now() - started));
});
body.addEventListener("unknot-error", (event) => {
  document.documentElement.dataset["error"] = JSON.stringify((event as CustomEvent).detail);
});
document.querySelector("main")?.append(body);
