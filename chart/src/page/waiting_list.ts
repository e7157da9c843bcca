/** Lists what waits on this device, each with a way to remove it. */
import { locale, one } from "./find";
import { isMark, letGo, type Waiting, waiting } from "./waiting";

/** Show what waits; hidden while nothing does. */
export function showWaiting(): void {
  const part = one("[data-waiting]");
  const list = one("[data-waiting-list]");
  if (part === null || list === null) return;
  const entries = waiting();
  part.hidden = entries.length === 0;
  const count = one("[data-waiting-n]");
  if (count !== null) count.textContent = String(entries.length);
  const words = one("[data-waiting-words]");
  if (words !== null) words.textContent = counted(words, entries.length);
  list.replaceChildren(...entries.map((entry) => line(entry, list)));
}

/** "One entry waits", "3 entries wait": the page holds both sentences. */
export function counted(words: HTMLElement, n: number): string {
  const text = words.dataset[n === 1 ? "one" : "many"] ?? "";
  return text.replace("{n}", String(n));
}

function line(entry: Waiting, list: HTMLElement): HTMLElement {
  const item = document.createElement("li");
  const text = document.createElement("span");
  const at = new Date(entry.at).toLocaleString(locale(), {
    dateStyle: "medium",
    timeStyle: "short",
  });
  const what = said(entry, list);
  text.textContent = what === "" ? at : `${at} · ${what}`;
  if (entry.why !== "") {
    const why = document.createElement("span");
    why.className = "why-not";
    why.textContent = entry.why;
    text.append(why);
  }
  const button = document.createElement("button");
  button.type = "button";
  button.className = "textlink";
  button.textContent = list.dataset["remove"] ?? "";
  button.setAttribute("aria-label", `${button.textContent}: ${at}`);
  button.addEventListener("click", () => {
    letGo([entry.id]);
    showWaiting();
  });
  item.append(text, button);
  return item;
}

function said(entry: Waiting, list: HTMLElement): string {
  if (isMark(entry)) return `${entry.title}: ${list.dataset[entry.outcome] ?? entry.outcome}`;
  const pain = entry.values["pain"];
  return pain === undefined ? "" : `${list.dataset["pain"] ?? ""} ${String(pain)}`;
}
