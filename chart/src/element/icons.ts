/** Line icons on a 24 grid, drawn for Unknot; always beside a word or a name for screen readers. */
const PATHS = {
  paint:
    "M20 4c-5 2.5-8.6 6-10.6 9.4M13 16.6c3.4-2 5-6 7-12.6M9.4 13.4c-3.2 0-3.9 2-4.2 4.2-.2 1.3-.9 2-2 2.5 3.6 1.3 8.6.6 9.4-3.4.2-2-1.2-3.3-3.2-3.300z",
  erase:
    "M9.5 19.500L3.8 13.800a1.6 1.6 0 010-2.300l7.7-7.700a1.6 1.6 0 012.3 0l5.7 5.700a1.6 1.6 0 010 2.300l-7.7 7.700H9.500zM8 8.200l7.8 7.800M12 19.500h8.5",
  undo: "M8.5 5L4 9.5 8.5 14M4.5 9.500h9a6 6 0 010 12H9",
  redo: "M15.5 5L20 9.5 15.5 14M19.5 9.500h-9a6 6 0 000 12H15",
  both: "M12 3v18M8.5 8.500L5 12l3.5 3.500M15.5 8.500L19 12l-3.5 3.5",
  clear: "M5 7h14M10 7V5h4v2M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
  picture:
    "M12 6.600a2.3 2.3 0 100-4.6 2.3 2.3 0 000 4.600zM4.5 9.500c2.5-.8 5-1.2 7.5-1.200s5 .4 7.5 1.200M9.3 8.600L9 14l-1.5 8M14.7 8.600L15 14l1.5 8M9 14.200h6",
  list: "M9 6h11M9 12h11M9 18h11M4 6h.1M4 12h.1M4 18h.1",
  search: "M11 18a7 7 0 100-14 7 7 0 000 14zM16 16l5 5",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  closer: "M11 18a7 7 0 100-14 7 7 0 000 14zM16 16l5 5M11 8v6M8 11h6",
  farther: "M11 18a7 7 0 100-14 7 7 0 000 14zM16 16l5 5M8 11h6",
  whole: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  warning: "M12 4L2.5 20h19L12 4zM12 10v4.500M12 17.200v.1",
} as const;

export type IconName = keyof typeof PATHS;

/** Markup of an icon, unseen by screen readers. */
export function icon(name: IconName): string {
  return `<svg class="i" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="${PATHS[name]}"/></svg>`;
}
