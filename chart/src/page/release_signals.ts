/** Sound, words and buzz: they say the same, and each can be switched off; the choice stays on the device. */
import { all, one } from "./find";

export type Sign = "start" | "end" | "stop" | "soon";
type Signal = "sound" | "words" | "vibration";

const KEPT = "unknot-signals";
/** Tones: pitch [Hz] and length [s], one after the other. */
const TONES: Readonly<Record<Sign, readonly (readonly [number, number])[]>> = {
  start: [
    [523, 0.12],
    [784, 0.2],
  ],
  end: [
    [784, 0.14],
    [523, 0.32],
  ],
  stop: [
    [392, 0.16],
    [294, 0.4],
  ],
  soon: [[659, 0.08]],
};
/** Buzzes and pauses in turn. [ms] */
const BUZZES: Readonly<Record<Sign, readonly number[]>> = {
  start: [80],
  end: [160, 90, 160],
  stop: [400],
  soon: [30],
};
const LOUDNESS = 0.16;

export class Signals {
  #context: AudioContext | null = null;
  readonly #off: Set<Signal>;
  readonly main: HTMLElement;

  constructor(main: HTMLElement) {
    this.main = main;
    this.#off = new Set(read());
    for (const button of all<HTMLButtonElement>("[data-signal]", main)) {
      const signal = button.dataset["signal"] as Signal;
      if (signal === "vibration" && !("vibrate" in navigator)) this.#without(button);
      button.addEventListener("click", () => this.#toggle(signal));
    }
    this.#show();
  }

  /** Wake the sound; browsers let a page sound only after a press. */
  wake(): void {
    if (this.#off.has("sound")) return;
    this.#context ??= "AudioContext" in window ? new AudioContext() : null;
    void this.#context?.resume();
  }

  give(sign: Sign): void {
    if (!this.#off.has("sound")) this.#sound(sign);
    if (!this.#off.has("vibration") && "vibrate" in navigator) navigator.vibrate([...BUZZES[sign]]);
  }

  end(): void {
    void this.#context?.close();
    this.#context = null;
  }

  #sound(sign: Sign): void {
    const context = this.#context;
    if (context === null) return;
    let at = context.currentTime;
    for (const [pitch, seconds] of TONES[sign]) {
      const tone = context.createOscillator();
      const volume = context.createGain();
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(LOUDNESS, at);
      volume.gain.exponentialRampToValueAtTime(0.001, at + seconds);
      tone.connect(volume).connect(context.destination);
      tone.start(at);
      tone.stop(at + seconds);
      at += seconds;
    }
  }

  #toggle(signal: Signal): void {
    if (!this.#off.delete(signal)) this.#off.add(signal);
    keep([...this.#off]);
    this.#show();
    this.wake();
  }

  #show(): void {
    this.main.dataset["words"] = this.#off.has("words") ? "off" : "on";
    for (const button of all("[data-signal]", this.main)) {
      const isOff = this.#off.has(button.dataset["signal"] as Signal);
      button.setAttribute("aria-pressed", String(!isOff));
    }
  }

  #without(button: HTMLButtonElement): void {
    button.disabled = true;
    const words = one("span", button);
    if (words !== null) {
      words.textContent = one("#release-words")?.dataset["noBuzz"] ?? words.textContent;
    }
  }
}

function read(): Signal[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(kept) ? (kept as Signal[]) : [];
  } catch {
    return [];
  }
}

function keep(off: Signal[]): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify(off));
  } catch {
    // Storage is switched off: the choice holds for this page.
  }
}
