"""The check page in a real browser: the same verdicts as the server's, with and without the browser's own Ed25519."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Server, Tablet
from tests.test_statement import changed, whole

GOLDEN = json.loads((Path(__file__).parents[1] / "golden" / "statements.json").read_text())
WITHOUT_ED25519 = """
  const known = crypto.subtle.importKey.bind(crypto.subtle);
  crypto.subtle.importKey = (format, key, algorithm, ...rest) => algorithm === "Ed25519"
    ? Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError"))
    : known(format, key, algorithm, ...rest);
"""
WITHOUT_CRYPTO = """Object.defineProperty(crypto, "subtle", { value: undefined });"""
JUDGE = """async (codes) => {
  const result = document.getElementById("result");
  const judged = (code) => new Promise((resolve) => {
    const watching = new MutationObserver(() => {
      if (result.dataset.outcome === "asked") return;
      watching.disconnect();
      const facts = [...document.querySelectorAll("#facts:not([hidden]) dd")].map((each) => each.textContent);
      const title = document.getElementById("facts-title").textContent;
      resolve({ outcome: result.dataset.outcome, words: document.getElementById("word").textContent, facts, title });
    });
    result.dataset.outcome = "asked";
    watching.observe(result, { attributeFilter: ["data-outcome"] });
    history.replaceState(null, "", location.pathname);
    location.hash = code;
  });
  const found = [];
  for (const code of codes) found.push(await judged(code));
  return found;
}"""
"""What an open check page says of each code, one after another, as if each were scanned."""


@pytest.fixture
def phone(server: Server, tablet: Callable[..., Tablet]) -> BrowserContext:
    """A phone that never saw the app, and a server that knows the golden keys."""
    context = tablet().context
    known = json.dumps({"keys": GOLDEN["keys"], "revoked": GOLDEN["revoked"]})
    context.route("**/api/diploma-keys", lambda route: route.fulfill(body=known, content_type="application/json"))
    return context


def check(page: Page, url: str, code: str) -> str:
    """What the page says of a code."""
    page.goto("about:blank")
    page.goto(f"{url}/d#{code}")
    page.locator("#result[data-outcome]:not([data-outcome=waiting])").wait_for()
    page.wait_for_load_state("networkidle")
    return page.locator("#result").get_attribute("data-outcome")


def ready(page: Page, url: str) -> Page:
    """The check page without a code, when it knows the keys of the server."""
    page.goto(f"{url}/d")
    page.wait_for_load_state("networkidle")
    expect(page.locator("#result")).to_have_attribute("data-outcome", "start")
    return page


@pytest.mark.parametrize("without", ["", WITHOUT_ED25519, WITHOUT_CRYPTO], ids=["webcrypto", "library", "no-webcrypto"])
def test_every_golden_case_has_the_servers_verdict_and_words(phone, server, without):
    page = phone.new_page()
    if without:
        page.add_init_script(without)
    cases = [case for case in GOLDEN["cases"] if case["code"]]
    found = ready(page, server.url).evaluate(JUDGE, [case["code"].rpartition("#")[2] for case in cases])
    for case, said in zip(cases, found, strict=True):
        assert (said["outcome"], said["words"]) == (case["outcome"], case["words"]), case["name"]
        if case["statement"]:
            assert ("niet zeker" in said["title"]) == (case["outcome"] not in ("valid", "revoked")), case["name"]
            assert said["facts"][:2] == [case["statement"]["first_name"], case["statement"]["achievement"]], case[
                "name"
            ]


def test_a_device_that_checked_once_checks_again_without_the_server_and_says_how_old_its_list_is(phone, server):
    good = next(case for case in GOLDEN["cases"] if case["outcome"] == "valid")["code"]
    page = phone.new_page()
    assert check(page, server.url, good) == "valid"
    expect(page.locator("#age")).to_contain_text("is van nu")
    phone.unroute("**/api/diploma-keys")
    phone.route("**/api/**", lambda route: route.abort())
    assert check(page, server.url, good) == "valid"
    expect(page.locator("#age")).to_contain_text("Zonder internet nagekeken")


def test_a_phone_that_opened_the_app_once_checks_its_first_diploma_with_the_network_cut(server, tablet):
    known = json.dumps({"keys": GOLDEN["keys"], "revoked": GOLDEN["revoked"]})
    context = tablet(service_workers="allow").context
    context.route("**/api/diploma-keys", lambda route: route.fulfill(body=known, content_type="application/json"))
    page = context.new_page()
    page.goto(server.url)
    page.evaluate("() => navigator.serviceWorker.ready")
    page.evaluate("""async () => {
      while (!localStorage.getItem("diploma-pins") || !(await caches.match("/d.html", { ignoreSearch: true })))
        await new Promise((again) => setTimeout(again, 50));
    }""")
    context.unroute("**/api/diploma-keys")
    context.set_offline(True)
    codes = {case["outcome"]: case["code"].rpartition("#")[2] for case in GOLDEN["cases"] if case["code"]}
    assert check(page, server.url, codes["valid"]) == "valid"
    said = page.evaluate(JUDGE, list(codes.values()))
    assert [each["outcome"] for each in said] == list(codes)
    expect(page.locator("#advice")).not_to_be_empty()


def test_a_device_without_keys_and_without_network_says_that_it_does_not_know(server, tablet):
    good = next(case for case in GOLDEN["cases"] if case["outcome"] == "valid")["code"]
    context = tablet().context
    context.route("**/api/**", lambda route: route.abort())
    page = context.new_page()
    assert check(page, server.url, good) == "unknown_key"
    expect(page.locator("#advice")).to_contain_text("geen internet")


def test_a_code_of_somebody_with_a_key_of_their_own_is_told_apart_when_the_server_can_be_asked(phone, server):
    strange = next(case for case in GOLDEN["cases"] if case["outcome"] == "unknown_key")["code"]
    page = phone.new_page()
    assert check(page, server.url, strange) == "unknown_key"
    expect(page.locator("#advice")).to_contain_text(f"Staat localhost:{server.port} op het papier?")
    expect(page.locator("#advice")).to_contain_text("deze plek het diploma niet gemaakt")


def test_every_letter_and_every_byte_flipped_is_rejected(phone, server):
    """Each letter of the code, and each byte below it with a checksum that fits, so that only the signature tells."""
    good = next(case for case in GOLDEN["cases"] if case["outcome"] == "valid")["code"]
    misread = [good[:place] + ("A" if letter != "A" else "B") + good[place + 1 :] for place, letter in enumerate(good)]
    signed = whole(good)[:-3]
    forged = [changed(good, place, value ^ 1) for place, value in enumerate(signed)]
    found = ready(phone.new_page(), server.url).evaluate(JUDGE, [good, *misread, *forged, good])
    outcomes = [said["outcome"] for said in found]
    assert outcomes[0] == outcomes[-1] == "valid"
    assert "valid" not in outcomes[1:-1] and len(outcomes) == len(good) + len(signed) + 2
    assert set(outcomes[len(misread) + 1 : -1]) == {"newer", "unknown_key", "forged"}


def test_a_key_that_is_known_keeps_its_content(phone, server):
    forged_key = {**GOLDEN["keys"][0], "public": GOLDEN["keys"][1]["public"]}
    good = next(case for case in GOLDEN["cases"] if case["outcome"] == "valid")["code"]
    page = phone.new_page()
    assert check(page, server.url, good) == "valid"
    phone.unroute("**/api/diploma-keys")
    lie = json.dumps({"keys": [forged_key], "revoked": []})
    phone.route("**/api/diploma-keys", lambda route: route.fulfill(body=lie, content_type="application/json"))
    assert check(page, server.url, good) == "valid"


def test_the_check_page_is_clean_for_axe_in_both_languages(phone, server):
    page = phone.new_page()
    good = next(case for case in GOLDEN["cases"] if case["outcome"] == "valid")["code"]
    check(page, server.url, good)
    axe = (Path(__file__).parents[2] / ".web" / "node_modules" / "axe-core" / "axe.min.js").read_text()
    for name in ("English", "Nederlands"):
        page.get_by_role("button", name=name).click()
        page.evaluate(axe)
        found = page.evaluate("() => axe.run().then((result) => result.violations.map((each) => each.id))")
        assert found == []
    expect(page.locator("h1")).to_have_text("Dit diploma is echt.")
