/**
 * A guided treatment: one step after the other, all of it on the page, so that it goes on when the network drops.
 * Stop is one press, key or pedal away at every moment.
 */
import { all, announce, one } from "./find";
import { Awake } from "./release_awake";
import { choices } from "./release_choices";
import { Clock } from "./release_clock";
import { type Breath, Face } from "./release_face";
import { groups } from "./release_groups";
import { keepPlace, keptPlace } from "./release_kept";
import { type Action, actionOf } from "./release_keys";
import { recordDone, recorded, recordFelt, recordStopped, takeStopBack } from "./release_record";
import { Signals } from "./release_signals";

const BEAT_MS = 200;
/** A remark stands so long before the breath is paced again. [ms] */
const REMARK_MS = 4000;
/** After easing off a hurt has so long to fade, as the stop rules of every dose say. [ms] */
const FADES_MS = 15000;
const SLOWER_BREATH = 1.4;
const SOON_S = 3;

let guide: Guide | null = null;

/** Make the page that came in alive, and leave the one before. */
export function release(): void {
  choices();
  groups();
  guide?.end();
  const main = one("[data-treatment]");
  guide = main === null ? null : new Guide(main);
}

/** The step that the address names. */
function stepInAddress(): number {
  return Number(/\/release\/(\d+)\//.exec(location.pathname)?.[1] ?? 1);
}

function stepOf(work: HTMLElement): number {
  return Number(work.dataset["work"]);
}

class Guide {
  readonly #works = all("[data-work]");
  readonly #face: Face;
  readonly #signals: Signals;
  readonly #awake = new Awake();
  readonly #beat: ReturnType<typeof setInterval>;
  readonly #keys = (event: KeyboardEvent): void => this.#key(event);
  #at = 0;
  #clock: Clock;
  #level = 0;
  #remarkUntil = 0;
  #easedAt: number | null = null;
  #breathFrom = 0;

  readonly main: HTMLElement;

  constructor(main: HTMLElement) {
    this.main = main;
    this.#face = new Face(main);
    this.#signals = new Signals(main);
    const { done, isStopped } = recorded();
    const asked = this.#works.findIndex((work) => stepOf(work) === stepInAddress());
    const left = this.#works.findIndex((work, n) => n >= asked && !done.includes(stepOf(work)));
    this.#at = Math.max(left, 0);
    this.#clock = this.#clockOf();
    for (const button of all<HTMLElement>("[data-do]", main)) {
      button.addEventListener("click", (event) => {
        event.preventDefault();
        this.#do(button.dataset["do"] as Action);
        if (event.detail > 0) one<HTMLElement>("[data-title]")?.focus({ preventScroll: true });
      });
    }
    one("[data-ring]")?.addEventListener("click", () => this.#do("pause"));
    document.addEventListener("keydown", this.#keys);
    this.#beat = setInterval(() => this.#tick(), BEAT_MS);
    this.#show();
    if (isStopped) {
      this.#clock.stop(performance.now());
      this.#panel("halted");
    } else if (left < 0) {
      this.#clock.finish();
      this.#panel("finished");
    }
  }

  end(): void {
    clearInterval(this.#beat);
    document.removeEventListener("keydown", this.#keys);
    this.#awake.end();
    this.#signals.end();
  }

  get #work(): DOMStringMap {
    return this.#works[this.#at]?.dataset ?? {};
  }

  get #least(): number | null {
    const least = this.#work["least"];
    return least === undefined ? null : Number(least);
  }

  get #top(): number {
    return Number(this.#work["top"] ?? 0);
  }

  #clockOf(): Clock {
    const work = this.#work;
    const dose = {
      seconds: Number(work["seconds"]),
      most: Number(work["most"]),
      repeats: Number(work["repeats"]),
      rest: Number(work["rest"]),
    };
    const place = keptPlace();
    const hold = place?.step === Number(work["work"]) ? Math.min(place.hold, dose.repeats) : 1;
    return new Clock(dose, Number(this.main.dataset["lead"]), hold);
  }

  #key(event: KeyboardEvent): void {
    const focused = document.activeElement;
    const isControl = focused?.matches("button, a, summary, input, select, textarea") ?? false;
    const action = actionOf(
      {
        key: event.key,
        isOnControl: isControl && (focused?.matches(":focus-visible") ?? false),
        hasModifier: event.ctrlKey || event.altKey || event.metaKey,
        isRepeated: event.repeat,
      },
      this.#clock.phase,
    );
    if (action === null) return;
    event.preventDefault();
    this.#do(action);
  }

  #do(action: Action): void {
    const now = performance.now();
    if (action === "start") this.#start(now);
    else if (action === "stop") this.#stop(now);
    else if (action === "mistake") this.#takeBack();
    else if (action === "pause") this.#pause(now);
    else if (action === "longer") this.#longer(now);
    else if (action === "slower") this.#slower(now);
    else this.#feel(action, now);
    this.#draw(now);
  }

  #start(now: number): void {
    if (this.#clock.phase !== "ready") return;
    this.#signals.wake();
    this.#awake.keep();
    this.#clock.start(now);
    this.#level = this.#least ?? 0;
    this.#arrived(now);
    one("[data-title]")?.focus({ preventScroll: true });
  }

  #stop(now: number): void {
    const { phase } = this.#clock;
    if (phase === "stopped" || phase === "done") return;
    this.#clock.stop(now);
    this.#signals.give("stop");
    this.#awake.letSleep();
    recordStopped();
    this.#panel("halted");
  }

  #takeBack(): void {
    this.#clock.takeBack();
    takeStopBack();
    this.#panel("");
    if (this.#clock.isRunning) this.#awake.keep();
    one("[data-title]")?.focus({ preventScroll: true });
  }

  #pause(now: number): void {
    if (!this.#clock.isRunning) return;
    if (this.#clock.isPaused) this.#clock.goOn(now);
    else this.#clock.pause(now);
    const { isPaused } = this.#clock;
    this.#remarkUntil = 0;
    this.#breathFrom = now;
    this.#signals.give(isPaused ? "end" : "start");
    announce(this.#face.word(isPaused ? "paused" : "goOn"));
  }

  #longer(now: number): void {
    if (this.#clock.phase === "hold" && !this.#clock.longer()) {
      this.#remark(this.#face.word("limit"), now);
    }
  }

  #slower(now: number): void {
    this.#clock.slower();
    one("[data-do=slower]")?.setAttribute("aria-pressed", String(this.#clock.isSlower));
    if (this.#clock.isSlower) this.#remark(this.#face.word("slower"), now);
  }

  /** "More" never leads over the band of the plan, "less" may lead down to nothing. */
  #feel(felt: "more" | "good" | "less", now: number): void {
    if (this.#clock.phase !== "hold" || this.#least === null) return;
    const isMost = felt === "more" && this.#level + 1 > this.#top;
    if (felt === "more" && !isMost) this.#level += 1;
    if (felt === "less") this.#level = Math.max(0, this.#level - 1);
    this.#easedAt = felt === "less" ? now : null;
    recordFelt(Number(this.#work["work"]), this.#level);
    this.#remark(this.#face.word(isMost ? "most" : felt), now);
  }

  #remark(text: string, now: number): void {
    this.#remarkUntil = now + REMARK_MS;
    this.#face.say("cue", text);
    announce(text);
  }

  #tick(): void {
    const now = performance.now();
    if (this.#clock.tick(now)) this.#arrived(now);
    this.#draw(now);
  }

  /** A phase has begun, or the step is over. */
  #arrived(now: number): void {
    const { phase } = this.#clock;
    this.#breathFrom = now;
    this.#easedAt = null;
    this.#remarkUntil = 0;
    if (phase === "done") {
      this.#signals.give("end");
      this.#over();
    } else {
      if (phase === "hold") {
        this.#signals.give("start");
        keepPlace({ step: Number(this.#work["work"]), hold: this.#clock.hold });
      }
      if (phase === "rest") this.#signals.give("end");
      announce(this.#phaseWords());
    }
  }

  /** The step is over: the next one waits to be started, or the treatment is finished. */
  #over(): void {
    recordDone(Number(this.#work["work"]));
    if (this.#at + 1 < this.#works.length) {
      this.#at += 1;
      this.#clock = this.#clockOf();
      history.replaceState(null, "", `/release/${this.#work["work"]}/`);
      this.#show();
      one("[data-title]")?.focus({ preventScroll: true });
      announce(this.#work["title"] ?? "");
      return;
    }
    this.#awake.letSleep();
    this.#panel("finished");
  }

  /** Show one of the closing panels, or neither. */
  #panel(name: "" | "halted" | "finished"): void {
    this.#face.phase(this.#clock.phase);
    for (const panel of ["halted", "finished"]) {
      const element = one(`[data-${panel}]`);
      if (element === null) continue;
      element.hidden = panel !== name;
      if (panel === name) one("h2", element)?.focus();
    }
    scrollTo(0, 0);
  }

  /** Put the step that is due in place, with the picture of its point. */
  #show(): void {
    for (const [n, work] of this.#works.entries()) work.hidden = n !== this.#at;
    this.#face.say("title", this.#work["title"] ?? "");
    this.#face.say("point", this.#work["point"] ?? "");
    document.title = `${this.#work["title"] ?? ""} – Unknot`;
    this.#level = this.#least ?? 0;
    this.#draw(performance.now());
  }

  /** The spot stays in sight: large before a step, small beside its name while it runs. */
  #placePicture(): void {
    const small = one("[data-small-picture]");
    const picture = one(`[data-picture-of="${this.#work["figure"]}"]`);
    const place = this.#clock.isRunning ? small : this.#works[this.#at];
    if (picture === null || place == null || picture.parentElement === place) return;
    small?.replaceChildren();
    place.prepend(picture);
  }

  #draw(now: number): void {
    const clock = this.#clock;
    const face = this.#face;
    face.phase(clock.phase);
    this.#placePicture();
    if (clock.phase === "stopped" || clock.phase === "done") return;
    face.say("phase", this.#phaseWords());
    face.time(clock, now);
    face.pressure(this.#least, this.#top, clock.phase === "hold" ? this.#level : -1);
    face.say("pause-words", face.word(clock.isPaused ? "goOn" : "pause"));
    one("[data-do=longer]")?.setAttribute("aria-disabled", String(!clock.canBeLonger));
    const isPaced = clock.phase === "hold" && !clock.isPaused;
    const breath = isPaced ? this.#breath(now) : null;
    face.breath(breath);
    this.#soon(now);
    if (now >= this.#remarkUntil) face.say("cue", this.#cue(breath, now));
  }

  #cue(breath: Breath | null, now: number): string {
    const face = this.#face;
    if (this.#clock.phase === "ready") return "";
    if (this.#clock.isPaused) return face.word("paused");
    if (this.#clock.phase === "lead") return face.word("lead");
    if (this.#clock.phase === "rest") return face.word("letGo");
    if (this.#easedAt !== null && now - this.#easedAt > FADES_MS) return face.word("fades");
    return breath?.isIn === true ? face.word("in") : face.word("out");
  }

  #breath(now: number): Breath {
    const slow = this.#clock.isSlower ? SLOWER_BREATH : 1;
    const inMs = Number(this.main.dataset["in"]) * 1000 * slow;
    const outMs = Number(this.main.dataset["out"]) * 1000 * slow;
    const at = (now - this.#breathFrom) % (inMs + outMs);
    if (at < inMs) return { isIn: true, share: at / inMs };
    return { isIn: false, share: 1 - (at - inMs) / outMs };
  }

  #lastSoon = 0;

  /** A small sign in the last seconds of a rest, so that hands can get ready. */
  #soon(now: number): void {
    const left = Math.ceil(this.#clock.leftMs(now) / 1000);
    const isWaiting = this.#clock.phase === "rest" || this.#clock.phase === "lead";
    if (
      !isWaiting ||
      this.#clock.isPaused ||
      left < 1 ||
      left > SOON_S ||
      left === this.#lastSoon
    ) {
      if (!isWaiting) this.#lastSoon = 0;
      return;
    }
    this.#lastSoon = left;
    this.#signals.give("soon");
  }

  #phaseWords(): string {
    const face = this.#face;
    const { phase, hold, dose } = this.#clock;
    if (phase === "ready") {
      const all = this.main.dataset["all"] ?? "";
      const step = face.word("step", { n: this.#work["work"] ?? "", all });
      const again = face.word("hold", { n: hold, all: dose.repeats });
      return `${step} · ${hold > 1 ? again : (this.#work["dose"] ?? "")}`;
    }
    if (phase === "rest") return face.word("resting");
    const held = face.word("hold", { n: hold, all: dose.repeats });
    return hold < dose.repeats && dose.rest > 0
      ? `${held} · ${face.word("rest", { s: dose.rest })}`
      : held;
  }
}
