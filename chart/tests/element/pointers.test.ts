// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from "vitest";
import { type PointerListener, Pointers } from "../../src/element/pointers";

type Answer = ReturnType<PointerListener["begin"]>;

let target: HTMLElement;
let listener: { [K in keyof PointerListener]: ReturnType<typeof vi.fn> } & PointerListener;

function start(answer: Answer): void {
  target = document.createElement("div");
  target.setPointerCapture = () => undefined;
  listener = {
    begin: vi.fn(() => answer),
    paint: vi.fn(),
    end: vi.fn(),
    cancel: vi.fn(),
    tap: vi.fn(),
    move: vi.fn(),
    zoom: vi.fn(),
    hover: vi.fn(),
  } as unknown as typeof listener;
  new Pointers(target, listener);
}

function fire(type: string, id: number, x: number, y: number): void {
  const event = new PointerEvent(type, {
    pointerId: id,
    clientX: x,
    clientY: y,
    pointerType: "touch",
    button: 0,
  });
  target.dispatchEvent(event);
}

describe("one finger", () => {
  beforeEach(() => start("paint"));

  test("paints from where it went down to where it goes", () => {
    fire("pointerdown", 1, 10, 10);
    fire("pointermove", 1, 30, 10);
    fire("pointerup", 1, 30, 10);
    expect(listener.paint).toHaveBeenNthCalledWith(1, { x: 10, y: 10 }, { x: 10, y: 10 });
    expect(listener.paint).toHaveBeenLastCalledWith({ x: 10, y: 10 }, { x: 30, y: 10 });
    expect(listener.end).toHaveBeenCalledOnce();
  });

  test("a second finger turns the stroke into a zoom", () => {
    fire("pointerdown", 1, 10, 10);
    fire("pointermove", 1, 12, 10);
    fire("pointerdown", 2, 50, 10);
    expect(listener.cancel).toHaveBeenCalledOnce();
    fire("pointermove", 2, 88, 10);
    const [factor] = listener.zoom.mock.calls[0] as [number];
    expect(factor).toBeCloseTo((88 - 12) / (50 - 12));
    fire("pointerup", 1, 12, 10);
    fire("pointermove", 2, 90, 10);
    fire("pointerup", 2, 90, 10);
    expect(listener.end).not.toHaveBeenCalled();
    expect(listener.paint).toHaveBeenCalledTimes(2);
  });

  test("a pointer that is taken away leaves no stroke", () => {
    fire("pointerdown", 1, 10, 10);
    fire("pointercancel", 1, 10, 10);
    expect(listener.cancel).toHaveBeenCalledOnce();
    expect(listener.end).not.toHaveBeenCalled();
  });
});

describe("on a part that can be enlarged", () => {
  beforeEach(() => start("wait"));

  test("a tap is a tap", () => {
    fire("pointerdown", 1, 10, 10);
    fire("pointermove", 1, 13, 12);
    fire("pointerup", 1, 13, 12);
    expect(listener.tap).toHaveBeenCalledWith(10, 10);
    expect(listener.paint).not.toHaveBeenCalled();
  });

  test("the click that follows a tap does not press what the tap brought there", () => {
    const pressed = vi.fn();
    const brought = document.createElement("button");
    document.body.append(target, brought);
    brought.addEventListener("click", pressed);
    fire("pointerdown", 1, 10, 10);
    fire("pointerup", 1, 10, 10);
    brought.click();
    expect(pressed).not.toHaveBeenCalled();
    brought.click();
    expect(pressed).toHaveBeenCalledOnce();
  });

  test("a press of its own soon after a tap is not lost", () => {
    const pressed = vi.fn();
    const brought = document.createElement("button");
    document.body.append(target, brought);
    brought.addEventListener("click", pressed);
    fire("pointerdown", 1, 10, 10);
    fire("pointerup", 1, 10, 10);
    brought.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    brought.click();
    expect(pressed).toHaveBeenCalledOnce();
  });

  test("a drag paints from where it began", () => {
    fire("pointerdown", 1, 10, 10);
    fire("pointermove", 1, 40, 10);
    fire("pointerup", 1, 40, 10);
    expect(listener.tap).not.toHaveBeenCalled();
    expect(listener.paint).toHaveBeenNthCalledWith(1, { x: 10, y: 10 }, { x: 10, y: 10 });
    expect(listener.paint).toHaveBeenNthCalledWith(2, { x: 10, y: 10 }, { x: 40, y: 10 });
  });
});

test("beside the body a zoomed picture is moved", () => {
  start("move");
  fire("pointerdown", 1, 10, 10);
  fire("pointermove", 1, 15, 17);
  expect(listener.move).toHaveBeenCalledWith(5, 7);
});
