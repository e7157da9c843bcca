/** Keeps the screen awake while a step runs, and says so honestly when the device refuses. */
import { one } from "./find";

export class Awake {
  #lock: WakeLockSentinel | null = null;
  #isWanted = false;
  readonly #again = (): void => {
    if (this.#isWanted && document.visibilityState === "visible") void this.#ask();
  };

  constructor() {
    document.addEventListener("visibilitychange", this.#again);
  }

  keep(): void {
    this.#isWanted = true;
    void this.#ask();
  }

  letSleep(): void {
    this.#isWanted = false;
    void this.#lock?.release();
    this.#lock = null;
    const tag = one("[data-awake]");
    if (tag !== null) tag.hidden = true;
  }

  end(): void {
    this.letSleep();
    document.removeEventListener("visibilitychange", this.#again);
  }

  async #ask(): Promise<void> {
    try {
      this.#lock = await navigator.wakeLock.request("screen");
      this.#tell(true);
    } catch {
      // Not over plain HTTP, not at low battery, not in every browser: the page says so.
      this.#tell(false);
    }
  }

  #tell(isAwake: boolean): void {
    const tag = one("[data-awake]");
    if (tag === null || !this.#isWanted) return;
    tag.hidden = false;
    tag.classList.toggle("no", !isAwake);
    const words = one("[data-awake-words]", tag);
    if (words !== null) words.textContent = tag.dataset[isAwake ? "yes" : "no"] ?? "";
  }
}
