/** What is kept on this device: the case, the first page as it stands, the country. */

export interface Case {
  readonly told: string;
  readonly put_aside: string;
  readonly cards_done: string;
}

/** Name and value of every filled control of the first page. */
export type Draft = readonly (readonly [string, string])[];

const CASE = "unknot-case";
const DRAFT = "unknot-first-page";
const COUNTRY = "unknot-country";

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

/** Put one value into the kept first page without touching the rest of it. */
export function amendDraft(name: string, value: string): void {
  const others = (keptDraft() ?? []).filter(([known]) => known !== name);
  keepDraft([...others, [name, value]]);
}

export function keptCountry(): string {
  return read<string>(COUNTRY) ?? "";
}

export function keepCountry(country: string): void {
  write(COUNTRY, JSON.stringify(country));
}

/** Forget what was told; the country stays, it says nothing about a pain. */
export function forget(): void {
  try {
    localStorage.removeItem(CASE);
    localStorage.removeItem(DRAFT);
  } catch {
    // Storage is switched off: nothing was kept.
  }
}

function read<T>(name: string): T | null {
  try {
    const text = localStorage.getItem(name);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

function write(name: string, text: string): boolean {
  try {
    localStorage.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}
