/** Tells when the page's colours may have changed: light, dark, contrast, or a switch of its own. */
export function watchScheme(signal: AbortSignal, changed: () => void): void {
  for (const query of [
    "(prefers-color-scheme: dark)",
    "(prefers-contrast: more)",
    "(forced-colors: active)",
  ]) {
    matchMedia(query).addEventListener("change", changed, { signal });
  }
  const watcher = new MutationObserver(changed);
  watcher.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["class", "style", "data-theme"],
  });
  signal.addEventListener("abort", () => watcher.disconnect());
}
