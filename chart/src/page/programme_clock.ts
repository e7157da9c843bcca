/**
 * The guided timer of one thing at home: holds or rounds with their rests. Space pauses and goes on, Esc stops; sound,
 * buzz and words say the same. Afterwards one tap says how it was.
 */
import { all, one } from "./find";
import { Awake } from "./release_awake";
import { Clock } from "./release_clock";
import { Signals } from "./release_signals";

export type Marked = (form: HTMLFormElement, outcome: string) => void;

const BEAT_MS = 200;
const LEAD_S = 5;
const AROUND = 2 * Math.PI * 150;

let running: Timing | null = null;

/** Make the play buttons of the programme alive; a timer that is open goes on. */
export function timing(part: HTMLElement, marked: Marked): void {
  const dialog = one<HTMLDialogElement>("dialog[data-timing]");
  if (dialog === null) return;
  if (running?.dialog !== dialog) {
    running?.end();
    running = new Timing(dialog);
  }
  running.marked = marked;
  for (const button of all("[data-time]", part)) {
    button.addEventListener("click", () => running?.open(button));
  }
}

class Timing {
  marked: Marked = () => undefined;
  readonly dialog: HTMLDialogElement;
  readonly #signals: Signals;
  readonly #awake = new Awake();
  readonly #isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  #beat: ReturnType<typeof setInterval> | undefined;
  #clock = new Clock({ seconds: 0, most: 0, repeats: 1, rest: 0 }, LEAD_S);
  #each = 0;
  #feel = "";
  #form: HTMLFormElement | null = null;
  #from: HTMLElement | null = null;

  constructor(dialog: HTMLDialogElement) {
    this.dialog = dialog;
    this.#signals = new Signals(dialog);
    for (const button of all<HTMLElement>("[data-timing-do]", dialog)) {
      button.addEventListener("click", () => this.#do(button.dataset["timingDo"] ?? ""));
    }
    for (const button of all<HTMLElement>("[data-timing-mark]", dialog)) {
      button.addEventListener("click", () => this.#mark(button.dataset["timingMark"] ?? ""));
    }
    dialog.addEventListener("keydown", (event) => this.#key(event));
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.#do(this.#clock.isRunning ? "stop" : "leave");
    });
  }

  end(): void {
    clearInterval(this.#beat);
    this.#awake.end();
    this.#signals.end();
  }

  open(button: HTMLElement): void {
    const dose = (name: string): number => Number(button.dataset[name] ?? 0);
    this.#clock = new Clock(
      {
        seconds: dose("seconds"),
        most: dose("most"),
        repeats: dose("repeats"),
        rest: dose("rest"),
      },
      LEAD_S,
    );
    this.#each = dose("each");
    this.#feel = button.dataset["feel"] ?? "";
    this.#from = button;
    this.#form = one<HTMLFormElement>(
      "form[data-marks]",
      button.closest("[data-thing]") ?? document,
    );
    this.#say("title", button.dataset["title"] ?? "");
    this.#say("amount", button.dataset["amount"] ?? "");
    this.dialog.showModal();
    one("[data-timing-title]", this.dialog)?.focus();
    clearInterval(this.#beat);
    this.#beat = setInterval(() => this.#tick(), BEAT_MS);
    this.#draw();
  }

  #do(what: string): void {
    const now = performance.now();
    if (what === "start") {
      this.#signals.wake();
      this.#awake.keep();
      this.#clock.start(now);
      one("[data-timing-title]", this.dialog)?.focus({ preventScroll: true });
    } else if (what === "pause" && this.#clock.isRunning) {
      if (this.#clock.isPaused) this.#clock.goOn(now);
      else this.#clock.pause(now);
      this.#signals.give(this.#clock.isPaused ? "end" : "start");
    } else if (what === "pause" && this.#clock.phase === "ready") {
      this.#do("start");
    } else if (what === "stop") {
      this.#clock.stop(now);
      this.#signals.give("stop");
      this.#over();
    } else if (what === "leave") {
      this.#close();
    }
    this.#draw();
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== " " || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    const focused = document.activeElement;
    const isOther =
      focused instanceof HTMLElement &&
      focused.matches("button, a, summary, input") &&
      focused.matches(":focus-visible");
    if (isOther) return;
    event.preventDefault();
    this.#do("pause");
  }

  #mark(outcome: string): void {
    this.#close();
    if (this.#form?.isConnected === true) this.marked(this.#form, outcome);
  }

  #close(): void {
    clearInterval(this.#beat);
    this.#awake.letSleep();
    this.dialog.close();
    this.#from?.focus({ preventScroll: true });
  }

  #tick(): void {
    if (this.#clock.tick(performance.now())) {
      const { phase } = this.#clock;
      if (phase === "hold") this.#signals.give("start");
      else this.#signals.give("end");
      if (phase === "done") this.#over();
    }
    this.#draw();
  }

  /** Done or stopped: the screen may sleep, and the question comes. */
  #over(): void {
    this.#awake.letSleep();
    one<HTMLElement>("[data-timing-title]", this.dialog)?.focus({ preventScroll: true });
  }

  #draw(): void {
    const now = performance.now();
    const clock = this.#clock;
    this.dialog.dataset["now"] = clock.phase;
    const left = Math.max(0, Math.ceil(clock.leftMs(now) / 1000));
    const isReady = clock.phase === "ready";
    const share = isReady
      ? 1
      : this.#isStill
        ? left / Math.max(1, clock.lengthS)
        : clock.share(now);
    one("[data-timing-run]", this.dialog)?.setAttribute(
      "stroke-dasharray",
      `${(share * AROUND).toFixed(1)} ${AROUND}`,
    );
    this.#say("left", String(isReady ? clock.dose.seconds : left));
    this.#say("unit", this.#word("left"));
    this.#say("pause", this.#word(clock.isPaused ? "goOn" : "pause"));
    this.#say("cue", this.#cue(now));
  }

  #cue(now: number): string {
    const { phase, hold, dose, isPaused } = this.#clock;
    const counts = { n: hold, all: dose.repeats };
    if (phase === "done" || phase === "stopped" || phase === "ready") return this.#word(phase);
    if (isPaused) return this.#word("paused");
    if (phase === "lead") return this.#word("lead");
    if (phase === "rest") return this.#word("rest", { n: hold + 1, all: dose.repeats });
    if (this.#each === 0) return `${this.#word("hold", counts)}. ${this.#feel}`;
    const spent = dose.seconds - this.#clock.leftMs(now) / 1000;
    const many = Math.round(dose.seconds / this.#each);
    const k = Math.min(many, Math.max(1, Math.floor(spent / this.#each) + 1));
    return this.#word("round", { ...counts, k, many });
  }

  #word(name: string, values: Readonly<Record<string, number>> = {}): string {
    const text = one("[data-timing-words]", this.dialog)?.dataset[name] ?? "";
    return text.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ""));
  }

  #say(place: string, text: string): void {
    const element = one(`[data-timing-${place}]`, this.dialog);
    if (element !== null && element.textContent !== text) element.textContent = text;
  }
}
