/** Which part of a chart the stage shows, in the chart's own units. */
import type { Camera } from "../geometry/raster";

export interface Window {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Padding {
  readonly top: number;
  readonly side: number;
  readonly bottom: number;
}

/** How many times nearer than the whole picture one can come. */
const NEAREST = 8;

/** The whole chart, in the middle of the stage. */
export function fitted(chart: Size, stage: Size, padding: Padding): Window {
  const room = {
    width: Math.max(1, stage.width - 2 * padding.side),
    height: Math.max(1, stage.height - padding.top - padding.bottom),
  };
  const perUnit = Math.min(room.width / chart.width, room.height / chart.height);
  const width = stage.width / perUnit;
  const height = stage.height / perUnit;
  const centre = padding.top + room.height / 2;
  return {
    x: (chart.width - width) / 2,
    y: chart.height / 2 - centre / perUnit,
    width,
    height,
  };
}

/** Nearer (factor above 1) or farther, holding a place of the stage (0 to 1) where it is. */
export function zoomed(
  window: Window,
  whole: Window,
  factor: number,
  at: { x: number; y: number },
): Window {
  const width = Math.min(whole.width, Math.max(whole.width / NEAREST, window.width / factor));
  const ratio = width / window.width;
  const height = window.height * ratio;
  return kept(
    {
      x: window.x + at.x * (window.width - width),
      y: window.y + at.y * (window.height - height),
      width,
      height,
    },
    whole,
  );
}

/** Moved by a part of the stage, 0 to 1. */
export function panned(window: Window, whole: Window, by: { x: number; y: number }): Window {
  return kept(
    { ...window, x: window.x - by.x * window.width, y: window.y - by.y * window.height },
    whole,
  );
}

/** A box in the chart's units. */
export interface Box {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Room around what is focused on, and how near one comes at most. */
const FOCUS_ROOM = 1.5;
const FOCUS_NEAREST = 2.6;

/** Near enough to see a part of the chart well, with enough around it to know where it lies. */
export function focused(box: Box, whole: Window): Window {
  const needed = Math.max((box.x1 - box.x0) / whole.width, (box.y1 - box.y0) / whole.height);
  const share = Math.min(1, Math.max(needed * FOCUS_ROOM, 1 / FOCUS_NEAREST));
  const width = whole.width * share;
  const height = whole.height * share;
  const x = (box.x0 + box.x1 - width) / 2;
  const y = (box.y0 + box.y1 - height) / 2;
  return kept({ x, y, width, height }, whole);
}

/** Never beyond the whole picture. */
function kept(window: Window, whole: Window): Window {
  const hold = (from: number, size: number, low: number, room: number): number =>
    Math.min(low + room - size, Math.max(low, from));
  return {
    ...window,
    x: hold(window.x, window.width, whole.x, whole.width),
    y: hold(window.y, window.height, whole.y, whole.height),
  };
}

/** The camera that fills a raster of so many pixels with the window. */
export function cameraOf(chart: Camera, window: Window, pixels: Size): Camera {
  const perUnit = pixels.width / window.width;
  return {
    ...chart,
    scale: chart.scale * perUnit,
    x0: chart.x0 + window.x / chart.scale,
    y0: chart.y0 - window.y / chart.scale,
    width: pixels.width,
    height: pixels.height,
  };
}
