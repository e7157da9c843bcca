/** The face of the clock: ring, number, cue, pressure. Everything shown is on the page already. */
import { all, one } from "./find";
import type { Clock, Phase } from "./release_clock";

const AROUND = 2 * Math.PI * 150;
const BREATH_LEAST = 40;
const BREATH_MOST = 120;
const TEN = 10;

export interface Breath {
  readonly isIn: boolean;
  /** From 0, empty, to 1, full. */
  readonly share: number;
}

export class Face {
  readonly #isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;

  readonly main: HTMLElement;

  constructor(main: HTMLElement) {
    this.main = main;
  }

  /** A sentence of the page in its language, with numbers put in. */
  word(name: string, values: Readonly<Record<string, number | string>> = {}): string {
    const text = one("#release-words")?.dataset[name] ?? "";
    return text.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ""));
  }

  say(place: string, text: string): void {
    const element = one(`[data-${place}]`);
    if (element !== null && element.textContent !== text) element.textContent = text;
  }

  phase(phase: Phase): void {
    this.main.dataset["phaseNow"] = phase;
  }

  /** Show what is left; with reduced motion the ring steps once a second. */
  time(clock: Clock, now: number): void {
    const left = Math.max(0, Math.ceil(clock.leftMs(now) / 1000));
    const share = this.#isStill ? left / Math.max(1, clock.lengthS) : clock.share(now);
    one("[data-run]")?.setAttribute("stroke-dasharray", `${(share * AROUND).toFixed(1)} ${AROUND}`);
    this.say("left", String(left));
    this.say("unit", this.word("left"));
    this.say("timer", `${left} ${this.word("left")}`);
  }

  breath(breath: Breath | null): void {
    const share = breath === null || this.#isStill ? null : breath.share;
    const radius = share === null ? 0 : BREATH_LEAST + share * (BREATH_MOST - BREATH_LEAST);
    one("[data-breath]")?.setAttribute("r", radius.toFixed(1));
  }

  /** Show the band to aim for and where the person is now. */
  pressure(least: number | null, top: number, level: number): void {
    const box = one("[data-press]");
    const feel = one("[data-feel]");
    if (box !== null) box.hidden = least === null;
    if (feel !== null) feel.hidden = least === null;
    if (least === null) return;
    const stop = Math.floor(top) + 1;
    for (const [n, cell] of all("[data-track] > i").entries()) {
      const kind = n >= least && n <= top ? "aim" : n === stop ? "cap6" : n > stop ? "no" : "";
      cell.className = n === level ? `${kind} you` : kind;
    }
    this.say("aim", least === top ? String(top) : `${least}–${top}`);
    this.say("aim-words", this.word("aim", { low: least, high: top }));
    this.say("limit", top >= TEN ? "" : this.word("stopAt", { n: stop }));
  }
}
