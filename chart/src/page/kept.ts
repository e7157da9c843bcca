/** What is kept on this device: the case, the first page as it stands, the country. */

export interface Case {
  readonly told: string;
  readonly put_aside: string;
  readonly cards_done: string;
  readonly not_ticked?: string;
}

/** Name and value of every filled control of the first page. */
export type Draft = readonly (readonly [string, string])[];

const CASE = "unknot-case";
const DRAFT = "unknot-first-page";
const COUNTRY = "unknot-country";
const GUESS_FIRST = "unknot-guess-first";
const CLEARED = "unknot-cleared";
const VIEW = "unknot-painted-view";
/** The treatment that runs: the page of it, and how far it has come. */
export const TREATMENT = "unknot-treatment";

/** What was cleared, until this tab is closed or something new is told. */
interface Cleared {
  readonly kept: Case | null;
  readonly draft: Draft | null;
}

export function keptCase(): Case | null {
  const kept = read<Case>(CASE);
  return kept !== null && typeof kept.told === "string" && kept.told !== "" ? kept : null;
}

export function keepCase(kept: Case): boolean {
  return write(CASE, JSON.stringify(kept));
}

export function keptDraft(): Draft | null {
  const kept = read<Draft>(DRAFT);
  return Array.isArray(kept) && kept.length > 0 ? kept : null;
}

export function keepDraft(draft: Draft): boolean {
  return write(DRAFT, JSON.stringify(draft));
}

/** Let go of the first page: what is told goes on from elsewhere. */
export function forgetDraft(): void {
  try {
    localStorage.removeItem(DRAFT);
  } catch {
    // Storage is switched off: nothing was kept.
  }
}

/** Put one value into the kept first page without touching the rest of it. */
export function amendDraft(name: string, value: string): void {
  const others = (keptDraft() ?? []).filter(([known]) => known !== name);
  keepDraft([...others, [name, value]]);
}

/** Let the kept first page say what was answered since: symptoms and movements. */
export function amendDraftByTold(told: string): void {
  const draft = keptDraft();
  if (draft === null) return;
  const others = draft.filter(([name]) => name !== "symptom" && name !== "limited");
  keepDraft([...others, ...answersIn(told)]);
}

function answersIn(told: string): [string, string][] {
  const value = parsed(told);
  const symptoms = list(value["symptoms"]).map((one): [string, string] => ["symptom", String(one)]);
  const limited = list(value["limited_movements"]).flatMap((mark): [string, string][] => {
    if (typeof mark !== "object" || mark === null) return [];
    const { movement, side } = mark as { movement?: unknown; side?: unknown };
    const sides = side === "both" ? ["left", "right"] : [String(side ?? "mid")];
    return sides.map((one) => ["limited", `${one}:${String(movement)}`]);
  });
  return [...symptoms, ...limited];
}

function parsed(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) as Record<string, unknown> | null) ?? {};
  } catch {
    return {};
  }
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function keptCountry(): string {
  return read<string>(COUNTRY) ?? "";
}

export function keepCountry(country: string): void {
  write(COUNTRY, JSON.stringify(country));
}

/** Whether a practitioner wants to guess before the ranking; null while nobody chose. */
export function keptGuessFirst(): boolean | null {
  return read<boolean>(GUESS_FIRST);
}

export function keepGuessFirst(wants: boolean): void {
  write(GUESS_FIRST, JSON.stringify(wants));
}

/** The view that was last painted on; empty while none was. */
export function paintedView(): string {
  return read<string>(VIEW, session()) ?? "";
}

export function keepPaintedView(view: string): void {
  write(VIEW, JSON.stringify(view), session());
}

/** Forget what was told, so that it can still be brought back in this tab. */
export function clear(): void {
  const cleared: Cleared = { kept: keptCase(), draft: keptDraft() };
  if (cleared.kept !== null || cleared.draft !== null) {
    write(CLEARED, JSON.stringify(cleared), session());
  }
  forget();
}

export function canUndoClear(): boolean {
  return read<Cleared>(CLEARED, session()) !== null;
}

/** Bring back what was cleared. */
export function undoClear(): void {
  const cleared = read<Cleared>(CLEARED, session());
  if (cleared === null) return;
  if (cleared.kept !== null) keepCase(cleared.kept);
  if (cleared.draft !== null) keepDraft(cleared.draft);
  forgetCleared();
}

/** Something new is told: what was cleared is gone for good. */
export function forgetCleared(): void {
  try {
    session()?.removeItem(CLEARED);
  } catch {
    // Storage is switched off: nothing was kept.
  }
}

/** Forget what was told; the country stays, it says nothing about a pain. */
export function forget(): void {
  try {
    localStorage.removeItem(CASE);
    localStorage.removeItem(DRAFT);
    session()?.removeItem(TREATMENT);
  } catch {
    // Storage is switched off: nothing was kept.
  }
}

function session(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

function local(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

function read<T>(name: string, storage: Storage | null = local()): T | null {
  try {
    const text = storage?.getItem(name) ?? null;
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

function write(name: string, text: string, storage: Storage | null = local()): boolean {
  try {
    if (storage === null) return false;
    storage.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}
