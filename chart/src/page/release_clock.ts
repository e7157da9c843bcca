/**
 * The clock of one step: lead, hold, rest, hold … It knows no page and no time of its own; whoever asks says what
 * time it is. A hold is never longer than the plan allows, whatever is pressed.
 */

export interface Dose {
  /** Where each hold starts. [s] */
  readonly seconds: number;
  /** What no hold may pass. [s] */
  readonly most: number;
  readonly repeats: number;
  /** Rest between two holds. [s] */
  readonly rest: number;
}

export type Phase = "ready" | "lead" | "hold" | "rest" | "done" | "stopped";

const MORE_S = 15;
const LEAST_REST_S = 5;
const SLOWER = 2;
/** Later than this the page was asleep: nobody saw the end, so the next phase waits. [ms] */
const ASLEEP_MS = 3000;

export class Clock {
  phase: Phase = "ready";
  /** The hold that runs or comes next, from 1. */
  hold: number;
  isPaused = false;
  isSlower = false;
  #length = 0;
  #from = 0;
  #spent = 0;
  #before: Phase = "ready";

  readonly dose: Dose;
  readonly lead: number;

  constructor(dose: Dose, lead: number, hold = 1) {
    this.dose = dose;
    this.hold = hold;
    this.lead = lead;
  }

  start(now: number): void {
    if (this.phase === "ready") this.#begin("lead", this.lead, now);
  }

  /** Go on to the next phase when this one is over; true when it did. */
  tick(now: number): boolean {
    if (!this.isRunning || this.isPaused || this.leftMs(now) > 0) return false;
    const isAsleep = this.leftMs(now) < -ASLEEP_MS;
    this.#next(now);
    if (isAsleep && this.isRunning) this.pause(now);
    return true;
  }

  pause(now: number): void {
    if (!this.isRunning || this.isPaused) return;
    this.#spent += now - this.#from;
    this.isPaused = true;
  }

  goOn(now: number): void {
    if (!this.isPaused) return;
    this.#from = now;
    this.isPaused = false;
  }

  /** Add 15 s to the hold, as far as the plan allows; false where nothing is left to add. */
  longer(): boolean {
    if (!this.canBeLonger) return false;
    this.#length = Math.min(this.#length + MORE_S, this.dose.most);
    return true;
  }

  get canBeLonger(): boolean {
    return this.phase === "hold" && this.#length < this.dose.most;
  }

  /** Rest longer from here on, or as planned again. */
  slower(): void {
    this.isSlower = !this.isSlower;
    if (this.phase === "rest") this.#length = this.#rest;
  }

  stop(now: number): void {
    this.pause(now);
    this.#before = this.phase;
    this.phase = "stopped";
  }

  /** Everything of this step was done before. */
  finish(): void {
    this.phase = "done";
  }

  /** Take a stop back that was pressed by mistake; the clock waits, paused. */
  takeBack(): void {
    if (this.phase !== "stopped") return;
    this.phase = this.#before;
  }

  get isRunning(): boolean {
    return this.phase === "lead" || this.phase === "hold" || this.phase === "rest";
  }

  leftMs(now: number): number {
    const running = this.isPaused ? 0 : now - this.#from;
    return this.#length * 1000 - this.#spent - running;
  }

  /** What is left of this phase, from 1 down to 0. */
  share(now: number): number {
    return this.#length === 0 ? 0 : Math.max(0, this.leftMs(now)) / (this.#length * 1000);
  }

  get lengthS(): number {
    return this.#length;
  }

  get #rest(): number {
    return Math.max(this.dose.rest, LEAST_REST_S) * (this.isSlower ? SLOWER : 1);
  }

  #next(now: number): void {
    if (this.phase === "lead") {
      this.#begin("hold", Math.min(this.dose.seconds, this.dose.most), now);
    } else if (this.phase === "rest") {
      this.hold += 1;
      this.#begin("hold", Math.min(this.dose.seconds, this.dose.most), now);
    } else if (this.hold < this.dose.repeats) {
      this.#begin("rest", this.#rest, now);
    } else {
      this.phase = "done";
    }
  }

  #begin(phase: Phase, seconds: number, now: number): void {
    this.phase = phase;
    this.#length = seconds;
    this.#from = now;
    this.#spent = 0;
    this.isPaused = false;
  }
}
