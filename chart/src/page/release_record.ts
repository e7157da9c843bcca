/** What happened in a treatment, written into the case on the device at once: no network is needed. */
import { one } from "./find";
import { carry, keepTravelling } from "./turning";

interface Told {
  release?: { done?: number[]; stopped?: string[] };
}

export function recordDone(step: number): void {
  change((release) => ({ ...release, done: [...new Set([...(release.done ?? []), step])] }));
}

export function recordStopped(): void {
  change((release) => ({ ...release, stopped: [] }));
}

export function takeStopBack(): void {
  change(({ stopped: _, ...release }) => release);
}

function change(make: (release: NonNullable<Told["release"]>) => Told["release"]): void {
  const text = one<HTMLInputElement>('#travel [name="told"]')?.value ?? "";
  if (text === "") return;
  const told = JSON.parse(text) as Told;
  const release = make(told.release ?? {});
  carry("told", JSON.stringify({ ...told, release }));
  keepTravelling();
}
