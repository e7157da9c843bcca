/** The page's colour tokens, as numbers a canvas can mix. */
import type { Rgb, SceneColours } from "./scene_door";

/** Every colour the pictures use, read from CSS custom properties. */
export interface Colours extends SceneColours {
  readonly feltMark: Rgb;
  readonly inkSoft: Rgb;
}

/** Token, and what stands in when the page has none. */
const TOKENS = {
  ground: ["--paper", "#faf7f2"],
  surface: ["--surface", "#ffffff"],
  skin: ["--body-0", "#f1eae1"],
  skinDark: ["--body-0", "#5e5750"],
  ink: ["--ink", "#1c2024"],
  inkSoft: ["--ink-3", "#656b71"],
  felt0: ["--felt-2", "#a6a0ec"],
  felt4: ["--p4", "#8279e6"],
  felt6: ["--p6", "#5546c6"],
  felt10: ["--felt-5", "#251369"],
  feltMark: ["--felt-4", "#4533b0"],
  sent: ["--sent-4", "#b93f0b"],
  sentSoft: ["--sent-3", "#e2701f"],
} as const;

type TokenName = keyof typeof TOKENS;

/** Read the tokens as the element sees them; `probe` is an unseen child of it. */
export function readColours(probe: HTMLElement): Colours {
  const read = (name: TokenName): Rgb => {
    const [token, otherwise] = TOKENS[name];
    probe.style.color = `var(${token}, ${otherwise})`;
    return parseRgb(getComputedStyle(probe).color);
  };
  const ground = read("ground");
  const isDark = luminance(ground) < 0.3;
  const felt = feltScale(read("felt0"), read("felt4"), read("felt6"), read("felt10"));
  const colours: Colours = {
    ground,
    surface: read("surface"),
    skin: read(isDark ? "skinDark" : "skin"),
    ink: read("ink"),
    inkSoft: read("inkSoft"),
    felt,
    feltEdge: read("felt10"),
    feltMark: read("feltMark"),
    sent: read("sent"),
    sentSoft: read("sentSoft"),
    isDark,
  };
  probe.style.removeProperty("color");
  return colours;
}

/** The colour of paint whose strength was not told: between 5 of 10 and its neighbours. */
export function feltColour(colours: SceneColours, strength: number): Rgb {
  const told = Number.isNaN(strength) || strength < 0 ? 5 : Math.min(10, strength);
  return colours.felt[Math.round(told)] ?? colours.feltEdge;
}

/** Strengths 0 to 10 between four tokens, which stand at 0, 4, 6 and 10. */
function feltScale(at0: Rgb, at4: Rgb, at6: Rgb, at10: Rgb): readonly Rgb[] {
  const stops: readonly (readonly [number, Rgb])[] = [
    [0, at0],
    [4, at4],
    [6, at6],
    [10, at10],
  ];
  return Array.from({ length: 11 }, (_, strength) => {
    const above = stops.findIndex(([at]) => at >= strength);
    const [highAt, high] = stops[above] ?? [10, at10];
    const [lowAt, low] = stops[above - 1] ?? [0, at0];
    return highAt === lowAt ? high : mixed(low, high, (strength - lowAt) / (highAt - lowAt));
  });
}

export function mixed(a: Rgb, b: Rgb, part: number): Rgb {
  return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part];
}

export function css(colour: Rgb, alpha = 1): string {
  const [r, g, b] = colour.map(Math.round);
  return `rgb(${r} ${g} ${b} / ${alpha})`;
}

/** Computed colours read "rgb(1, 2, 3)" or, for mixed ones, "color(srgb 0.1 0.2 0.3)". */
export function parseRgb(text: string): Rgb {
  const numbers = (text.match(/-?\d*\.?\d+(?:e-?\d+)?/g) ?? []).map(Number);
  const [r = 0, g = 0, b = 0] = numbers;
  return text.startsWith("color(") ? [r * 255, g * 255, b * 255] : [r, g, b];
}

function luminance([r, g, b]: Rgb): number {
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
}
