/** The groups of conditions: counts, the way from one to the next, and a search over all of them. */
import { all, announce, one } from "./find";

export function groups(): void {
  const shown = all<HTMLDetailsElement>("[data-group]");
  if (shown.length === 0) return;
  for (const group of shown) {
    group.addEventListener("change", (event) => {
      count(group);
      progress(shown);
      const box = event.target;
      const saysNone = box instanceof HTMLInputElement && box.hasAttribute("data-none");
      if (saysNone && box.checked) leadOn(group, shown);
    });
    count(group);
  }
  progress(shown);
  const field = one<HTMLInputElement>("[data-find-line]");
  if (field !== null) searching(field, shown);
}

function ticked(group: HTMLElement): number {
  return all("[name=condition]:checked", group).length;
}

function saysNone(group: HTMLElement): boolean {
  return one("[data-none]:checked", group) !== null;
}

function isAnswered(group: HTMLElement): boolean {
  return ticked(group) > 0 || saysNone(group);
}

function count(group: HTMLElement): void {
  const state = one("[data-state]", group);
  if (state === null) return;
  const n = ticked(group);
  const words = n > 0 ? "ticked" : saysNone(group) ? "noneSaid" : "waiting";
  state.textContent = (group.dataset[words] ?? "").replace("{n}", String(n));
  state.classList.toggle("warn", n > 0);
  state.classList.toggle("pine", words === "noneSaid");
}

function progress(shown: readonly HTMLElement[]): void {
  const answered = shown.map(isAnswered);
  const line = one("[data-progress]");
  const n = answered.filter(Boolean).length;
  if (line !== null) {
    line.textContent = (line.dataset["words"] ?? "")
      .replace("{n}", String(n))
      .replace("{all}", String(shown.length));
  }
  for (const [at, mark] of all(".progress > i").entries()) {
    mark.classList.toggle("on", answered[at] === true);
  }
}

/** Close a group and open the next one without an answer; the page says beforehand that it does. */
function leadOn(group: HTMLDetailsElement, shown: readonly HTMLDetailsElement[]): void {
  const at = shown.indexOf(group);
  const rest = [...shown.slice(at + 1), ...shown.slice(0, at)];
  const next = rest.find((other) => !isAnswered(other));
  group.open = false;
  if (next !== undefined) next.open = true;
  const summary = one("summary", next ?? group);
  summary?.focus({ preventScroll: true });
  summary?.scrollIntoView({ block: "nearest" });
  announce(one("[data-progress]")?.textContent ?? "");
}

function searching(field: HTMLInputElement, shown: readonly HTMLDetailsElement[]): void {
  let before: readonly boolean[] | null = null;
  const look = (): void => {
    const wanted = plain(field.value).split(" ").filter(Boolean);
    if (wanted.length > 0) before ??= shown.map((group) => group.open);
    const found = shown.map((group, at) => filter(group, wanted, before?.[at] ?? group.open));
    if (wanted.length === 0) before = null;
    const n = found.reduce((sum, lines) => sum + lines, 0);
    tell(wanted.length === 0 ? null : n);
  };
  field.addEventListener("input", look);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
    if (event.key !== "Escape" || field.value === "") return;
    event.preventDefault();
    field.value = "";
    look();
  });
}

/** Show the lines of a group that hold every word; a group without any goes. */
function filter(group: HTMLDetailsElement, wanted: readonly string[], wasOpen: boolean): number {
  let n = 0;
  for (const line of all("[data-line]", group)) {
    const text = plain(`${line.textContent ?? ""} ${line.dataset["words"] ?? ""}`);
    line.hidden = !wanted.every((word) => text.includes(word));
    if (!line.hidden) n += 1;
  }
  const isSearching = wanted.length > 0;
  const none = one("[data-none-line]", group);
  if (none !== null) none.hidden = isSearching;
  group.hidden = n === 0;
  group.open = isSearching ? n > 0 : wasOpen;
  return n;
}

function tell(n: number | null): void {
  const line = one("[data-found]");
  if (line === null) return;
  const words = n === 0 ? "nothing" : n === 1 ? "one" : "some";
  line.textContent = n === null ? "" : (line.dataset[words] ?? "").replace("{n}", String(n));
}

/** Without case and accents. */
function plain(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
