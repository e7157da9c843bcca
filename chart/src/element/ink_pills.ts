/** The numbers on painted places. */
import type { Pieces } from "../geometry/pills";
import type { IdMap } from "../geometry/raster";
import { type Colours, css } from "./colours";

export interface PillInput {
  readonly map: IdMap;
  readonly triangles: Uint16Array;
  readonly pieces: Pieces;
  readonly colours: Colours;
  readonly pixelRatio: number;
  readonly font: string;
}

interface Spot {
  pixels: number;
  /** The pixel of the piece farthest to the upper right. */
  x: number;
  y: number;
  reach: number;
}

/** Pieces of which fewer pixels are seen get no number: it would hide them. */
const FEWEST_PIXELS = 24;

export function drawPills(context: CanvasRenderingContext2D, input: PillInput): void {
  const { map, pieces, pixelRatio: k } = input;
  const placed: { x: number; y: number }[] = [];
  for (const [piece, spot] of seenSpots(input)) {
    if (spot.pixels < FEWEST_PIXELS * k || pieces.quiet.has(piece)) continue;
    const strength = pieces.strengths[piece];
    const text = strength === null || strength === undefined ? "?" : String(strength);
    const half = (text.length > 1 ? 15 : 12.5) * k;
    const x = Math.min(map.width - half - 2 * k, Math.max(half + 2 * k, spot.x + 12 * k));
    let y = Math.min(map.height - 14 * k, Math.max(14 * k, spot.y - 9 * k));
    while (placed.some((one) => Math.abs(one.x - x) < 30 * k && Math.abs(one.y - y) < 24 * k)) {
      y += 8 * k;
    }
    placed.push({ x, y });
    drawPill(context, { x, y, half, text }, input);
  }
}

function drawPill(
  context: CanvasRenderingContext2D,
  pill: { x: number; y: number; half: number; text: string },
  { colours, pixelRatio: k, font }: PillInput,
): void {
  const { x, y, half, text } = pill;
  const tall = 10.5 * k;
  context.beginPath();
  context.roundRect(x - half, y - tall, half * 2, tall * 2, tall);
  context.fillStyle = css(colours.surface);
  context.fill();
  context.strokeStyle = css(colours.feltMark);
  context.lineWidth = 1.6 * k;
  context.stroke();
  context.fillStyle = css(colours.ink);
  context.font = `700 ${12.5 * k}px ${font || "sans-serif"}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, x, y + 0.5 * k);
}

/** How much of each piece is seen, and where its upper right corner lies. */
function seenSpots({ map, triangles, pieces }: PillInput): Map<number, Spot> {
  const spots = new Map<number, Spot>();
  if (pieces.strengths.length === 0) return spots;
  for (let pixel = 0; pixel < map.triangle.length; pixel++) {
    const t = map.triangle[pixel] ?? -1;
    if (t < 0) continue;
    const l1 = map.weights[pixel * 2] ?? 0;
    const l2 = map.weights[pixel * 2 + 1] ?? 0;
    const l0 = 1 - l1 - l2;
    const corner = l0 >= l1 && l0 >= l2 ? 0 : l1 >= l2 ? 1 : 2;
    const piece = pieces.piece[triangles[t * 3 + corner] ?? 0] ?? -1;
    if (piece < 0) continue;
    const x = pixel % map.width;
    const y = (pixel - x) / map.width;
    const reach = x - y;
    const spot = spots.get(piece);
    if (spot === undefined) {
      spots.set(piece, { pixels: 1, x, y, reach });
    } else {
      spot.pixels++;
      if (reach > spot.reach) {
        spot.x = x;
        spot.y = y;
        spot.reach = reach;
      }
    }
  }
  return spots;
}
