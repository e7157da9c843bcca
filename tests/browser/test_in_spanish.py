"""The language is chosen in the foot, keeps what was told, and never mixes without a network."""

from __future__ import annotations

from browsing import WORKER_READY, Visitor
from playwright.sync_api import BrowserContext
from prepared import Prepared

SHELL_IS_SPANISH = """async () => {
  await (await navigator.serviceWorker.getRegistration('/today/')).update();
  for (let n = 0; n < 100; n++) {
    for (const name of await caches.keys()) {
      const kept = await (await caches.open(name)).match('/today/without-network/');
      if (kept !== undefined && (await kept.text()).includes('<html lang="es"')) return true;
    }
    await new Promise(done => setTimeout(done, 100));
  }
  return false;
}"""
LANGUAGE = """() => [document.documentElement.lang,
  document.querySelector('#words').getAttribute('data-try-now')]"""


def test_the_ranking_changes_its_language_and_keeps_what_was_told(visitor: Visitor) -> None:
    visitor.opens("/")
    visitor.ticks("Head and face", "Right temple")
    visitor.goes_on()
    visitor.has_no_signs()
    visitor.muscles()
    page = visitor.page
    page.get_by_role("button", name="Español").click()
    page.get_by_role("heading", name="Músculos que vale la pena revisar primero").wait_for()
    assert page.evaluate(LANGUAGE) == ["es", "Intentar ahora"]
    page.get_by_role("button", name="Pintar").click()
    page.locator("unknot-body").get_by_role("button", name="Borrar").wait_for()
    page.get_by_role("button", name="English").click()
    page.get_by_role("heading", name="Muscles worth checking first").wait_for()
    assert page.evaluate(LANGUAGE) == ["en", "Try now"]


def test_a_kept_today_brings_its_language_into_a_shell_of_another(
    phone: BrowserContext, dana: Prepared
) -> None:
    page = phone.new_page()
    page.goto("/today/")
    page.locator("[data-programme]").wait_for()
    assert page.evaluate(WORKER_READY)
    page.goto("/today/without-network/?language=es")
    assert page.evaluate(SHELL_IS_SPANISH)
    page.close()
    phone.set_offline(True)
    dana.stop()
    page = phone.new_page()
    page.goto("/today/")
    page.locator("[data-programme]").wait_for()
    page.get_by_role("heading", name="How is it right now?").wait_for()
    assert page.evaluate(LANGUAGE) == ["en", "Try now"]
