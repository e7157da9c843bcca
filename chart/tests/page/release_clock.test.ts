/** The clock of one step: phases, pauses, and the caps that nothing passes. */
import { describe, expect, it } from "vitest";
import { Clock, type Dose } from "../../src/page/release_clock";

const DOSE: Dose = { seconds: 20, most: 45, repeats: 2, rest: 20 };
const LEAD = 5;

/** A clock that was started at 0 and has come so far, looked at once a second. [s] */
function clockAt(seconds: number, dose: Dose = DOSE): Clock {
  const clock = new Clock(dose, LEAD);
  clock.start(0);
  for (let at = 1; at <= seconds; at++) clock.tick(at * 1000);
  return clock;
}

describe("the phases", () => {
  it("leads in, holds, rests, holds again and is done", () => {
    expect(clockAt(4).phase).toBe("lead");
    expect(clockAt(5).phase).toBe("hold");
    expect(clockAt(5 + 20).phase).toBe("rest");
    const second = clockAt(5 + 20 + 20);
    expect([second.phase, second.hold]).toEqual(["hold", 2]);
    expect(clockAt(5 + 20 + 20 + 20).phase).toBe("done");
  });

  it("does not start by itself", () => {
    const clock = new Clock(DOSE, LEAD);
    expect(clock.tick(100_000)).toBe(false);
    expect(clock.phase).toBe("ready");
  });

  it("waits, paused, when the page was asleep while a hold ended", () => {
    const clock = clockAt(6);
    clock.tick(90_000);
    expect([clock.phase, clock.isPaused]).toEqual(["rest", true]);
    expect(clock.tick(300_000)).toBe(false);
  });

  it("rests a little even where the plan names no rest", () => {
    const clock = clockAt(5 + 20, { ...DOSE, rest: 0 });
    expect([clock.phase, clock.lengthS]).toEqual(["rest", 5]);
  });
});

describe("the caps", () => {
  it("adds 15 seconds, then only what the plan still allows, then nothing", () => {
    const clock = clockAt(5);
    expect([clock.longer(), clock.lengthS]).toEqual([true, 35]);
    expect([clock.longer(), clock.lengthS]).toEqual([true, 45]);
    expect([clock.longer(), clock.lengthS]).toEqual([false, 45]);
  });

  it("adds nothing while leading in or resting", () => {
    expect(clockAt(2).longer()).toBe(false);
    expect(clockAt(5 + 20).longer()).toBe(false);
  });

  it("starts no hold over the cap, and the second one as the plan says", () => {
    expect(clockAt(5, { ...DOSE, seconds: 60 }).lengthS).toBe(45);
    const clock = clockAt(5);
    clock.longer();
    for (let at = 6; at <= 5 + 35 + 20; at++) clock.tick(at * 1000);
    expect([clock.phase, clock.hold, clock.lengthS]).toEqual(["hold", 2, 20]);
  });
});

describe("pause, slower, stop", () => {
  it("keeps what is left while paused", () => {
    const clock = clockAt(10);
    clock.pause(10_500);
    expect(clock.leftMs(99_000)).toBe(14_500);
    clock.goOn(100_000);
    expect(clock.leftMs(101_000)).toBe(13_500);
  });

  it("doubles the rests when slower, and takes it back", () => {
    const clock = clockAt(5 + 20);
    clock.slower();
    expect(clock.lengthS).toBe(40);
    clock.slower();
    expect(clock.lengthS).toBe(20);
  });

  it("stops at once; taken back it waits, paused", () => {
    const clock = clockAt(10);
    clock.stop(10_000);
    expect(clock.phase).toBe("stopped");
    expect(clock.tick(60_000)).toBe(false);
    clock.takeBack();
    expect([clock.phase, clock.isPaused, clock.leftMs(70_000)]).toEqual(["hold", true, 15_000]);
  });
});
