"""The part of ``body_page.py`` that looks at the page in a headless Chromium."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, Request, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "browser"))

from browsing import COUNTING, Visitor, Watch
from running import FLAGS, chromium, served

Table = tuple[str, tuple[str, ...], list[tuple[str, ...]]]

N_LOADS = 5
N_STROKES = 30
N_FRAMES = 30
FLOOR_MS = 100
SIDE = ((0.60, 0.33), (0.67, 0.33), (0.72, 0.36))


def browser_tables() -> list[Table]:
    """Everything that is measured in the browser."""
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        tables = [loading(browser, address), painting(browser, address), solid(browser, address)]
        browser.close()
    return tables


def opened(browser: Browser, address: str) -> Visitor:
    """Somebody at a desk with an empty cache."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, reduced_motion="reduce", base_url=address
    )
    context.add_init_script(
        COUNTING + "document.addEventListener('unknot-ready', () => {"
        " window.counted.ready = performance.now(); });"
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    return Visitor(page, Watch(page, address))


def loading(browser: Browser, address: str) -> Table:
    """Bytes of the first visit and the moments of the first paint and of the first stroke."""
    firsts, readies = [], []
    for _ in range(N_LOADS):
        visitor = opened(browser, address)
        sizes = sent_bytes(visitor.page)
        visitor.opens("/")
        visitor.waits_for_body()
        readies.append(visitor.page.evaluate("() => window.counted.ready"))
        firsts.append(
            visitor.page.evaluate(
                "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
            )
        )
        visitor.rests()
        n_first = dict(sizes)
        visitor.page.get_by_role("radio", name="3D").check(force=True)
        visitor.page.wait_for_function("() => window.counted.contexts.length > 0")
        visitor.rests()
        n_solid = sum(sizes.values()) - sum(n_first.values())
        visitor.page.context.close()
    body = sum(size for url, size in n_first.items() if "/body/" in url)
    rows = [
        ("page, styles, scripts", f"{kb(sum(n_first.values()) - body)} kB"),
        ("body surface, regions, first drawings", f"{kb(body)} kB"),
        ("3D, only when asked for", f"{kb(n_solid)} kB"),
        ("first paint", f"{statistics.median(firsts):.0f} ms"),
        ("ready to paint", f"{statistics.median(readies):.0f} ms"),
    ]
    return (f"First visit (median of {N_LOADS} loads)", ("what", "measured"), rows)


def sent_bytes(page: Page) -> dict[str, int]:
    """Bytes of every answer, as they crossed the wire; filled while the page loads."""
    sizes: dict[str, int] = {}

    def count(request: Request) -> None:
        sizes[request.url] = request.sizes()["responseBodySize"]

    page.on("requestfinished", count)
    return sizes


def painting(browser: Browser, address: str) -> Table:
    """From a lifted pointer to a new ranking, and from a move to the redrawn picture."""
    visitor = opened(browser, address)
    visitor.opens("/")
    visitor.waits_for_body()
    visitor.looks_at("Head")
    redraw = redraw_ms(visitor)
    visitor.goes_on()
    visitor.has_no_signs()
    visitor.muscles()
    told = visitor.page.evaluate(_ASK_AGAIN, N_STROKES)
    visitor.page.context.close()
    rows = [
        ("2D picture redrawn after a move of the brush", *p50_p95(redraw), "16 ms"),
        ("stroke to new ranking on the page", *p50_p95(told), f"{FLOOR_MS} ms"),
    ]
    return ("While painting", ("what", "p50", "p95", "aim"), rows)


def redraw_ms(visitor: Visitor) -> list[float]:
    """Paint, and time the page's own work of every move of the brush up to the frame."""
    visitor.page.evaluate(_TIME_FRAMES)
    for _ in range(4):
        visitor.paints(*SIDE)
    times: list[float] = visitor.page.evaluate("() => window.counted.work")
    return [value for value in times if value > 0.2]


def solid(browser: Browser, address: str) -> Table:
    """A frame of the 3D body, its pixels read back, while it is turned by keys."""
    visitor = opened(browser, address)
    visitor.opens("/")
    visitor.waits_for_body()
    visitor.page.get_by_role("radio", name="3D").check(force=True)
    visitor.page.wait_for_function("() => window.counted.contexts.length > 0")
    visitor.rests()
    frames = visitor.body.evaluate(_TURN_AND_READ, N_FRAMES)
    visitor.page.context.close()
    return (
        "3D, drawn by software",
        ("what", "p50", "p95", "aim"),
        [("one frame, pixels read back", *p50_p95(frames), "none: see below")],
    )


def p50_p95(times_ms: list[float]) -> tuple[str, str]:
    """Middle and 95th of 100. [ms]"""
    ordered = sorted(times_ms)
    return (
        f"{statistics.median(ordered):.0f} ms",
        f"{ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]:.0f} ms",
    )


def kb(size: int) -> str:
    """Thousands of bytes."""
    return f"{size / 1000:.0f}"


_TIME_FRAMES = """() => {
  window.counted.work = [];
  const next = window.requestAnimationFrame;
  window.requestAnimationFrame = (draw) => next((now) => {
    const start = performance.now();
    draw(now);
    window.counted.work.push(performance.now() - start);
  });
}"""

_TURN_AND_READ = """async (body, n) => {
  const canvas = body.shadowRoot.querySelector('.body-canvas');
  const gl = window.counted.contexts.at(-1);
  const pixel = new Uint8Array(4);
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const times = [];
  for (let i = 0; i < n; i++) {
    const start = performance.now();
    canvas.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
    await frame();
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
    times.push(performance.now() - start);
    await frame();
  }
  return times.slice(3);
}"""

_ASK_AGAIN = """async (n) => {
  const form = document.querySelector('form[data-answer]');
  const times = [];
  for (let i = 0; i < n; i++) {
    const body = new FormData(form);
    const told = JSON.parse(body.get('told'));
    const last = told.strokes.at(-1);
    told.strokes.push({ ...last, points: last.points.slice(i % last.points.length) });
    body.set('told', JSON.stringify(told));
    const start = performance.now();
    const answer = await fetch('/muscles/', {
      method: 'POST', body, headers: { 'X-Unknot-Part': 'answer' },
    });
    const made = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (made.querySelector('.cands') === null) throw new Error(`no ranking: ${answer.status}`);
    form.replaceChildren(...made.body.childNodes);
    form.getBoundingClientRect();
    times.push(performance.now() - start);
  }
  return times.slice(3);
}"""
