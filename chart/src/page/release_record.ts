/** What happened in a treatment, written into the case on the device at once: no network is needed. */
import { one } from "./find";
import { amendTreatment } from "./release_kept";
import { carry, keepTravelling } from "./turning";

interface Told {
  release?: { done?: number[]; felt?: Record<string, number>; stopped?: string[] };
}

export function recordDone(step: number): void {
  change((release) => ({ ...release, done: [...new Set([...(release.done ?? []), step])] }));
}

/** How strong the pressure of a step is to be felt, as the person's last answer left it. [0 to 10] */
export function recordFelt(step: number, level: number): void {
  change((release) => ({ ...release, felt: { ...release.felt, [step]: level } }));
}

export function recordStopped(): void {
  change((release) => ({ ...release, stopped: [] }));
}

export function takeStopBack(): void {
  change(({ stopped: _, ...release }) => release);
}

/** What was recorded so far. */
export function recorded(): { done: readonly number[]; isStopped: boolean } {
  const release = told().release ?? {};
  return { done: release.done ?? [], isStopped: release.stopped !== undefined };
}

function told(): Told {
  const text = one<HTMLInputElement>('#travel [name="told"]')?.value ?? "";
  return text === "" ? {} : (JSON.parse(text) as Told);
}

function change(make: (release: NonNullable<Told["release"]>) => Told["release"]): void {
  const text = one<HTMLInputElement>('#travel [name="told"]')?.value ?? "";
  if (text === "") return;
  const before = told();
  const release = make(before.release ?? {});
  const amended = JSON.stringify({ ...before, release });
  carry("told", amended);
  keepTravelling();
  amendTreatment(amended);
}
