"""The learner's page in a real browser: from the card that was seen to the page that is painted."""

import hashlib
from collections.abc import Iterator

from bench import Figure, at_most, benchmark, percentile
from bench.floor import enrol, profiles, server

VISITS = 30
HOLDER = "SELECT learner AS id FROM goal GROUP BY learner ORDER BY count(*) DESC, learner LIMIT 1"
SECRET = "geheim-van-de-meting"
MEASURES = "() => performance.getEntriesByName('learner:opened').map((each) => each.duration)"


@benchmark("learner")
def card_to_page() -> Iterator[Figure]:
    """A card again and again before the scanner, with the network cut."""
    with server() as running, profiles() as profile:
        holder = running.sql(HOLDER)[0]["id"]
        card = hashlib.sha256(SECRET.encode()).hexdigest()
        running.sql("INSERT INTO card (learner, hash) VALUES (?, ?)", holder, card)
        page = enrol(profile("one"), running, "cart training circle")
        page.goto(running.url)
        page.get_by_role("link", name="Mijn kaart").click()
        page.get_by_text("Houd je kaart voor de camera.").wait_for()
        page.context.set_offline(True)
        for number in range(VISITS):
            page.keyboard.type(f"{running.url}/mijn#{SECRET}\n")
            page.wait_for_function(f"performance.getEntriesByName('learner:opened').length === {number + 1}")
            page.locator("header").get_by_role("button", name="Klaar", exact=True).click()
            page.get_by_role("link", name="Mijn kaart").click()
            page.get_by_text("Houd je kaart voor de camera.").wait_for()
        yield at_most("learner.card_to_page_p95", percentile(page.evaluate(MEASURES), 0.95), "ms", 300)
