"""Diplomas: a hundred of them as one PDF and as pictures with a credential, and the script of the check page."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench import Figure, at_most, benchmark
from rxapp.data.database import create_site, open_site
from rxapp.server.diplomas.diploma_credential import Baker
from rxapp.server.diplomas.diploma_keys import credential_key
from rxapp.server.diplomas.diploma_print import badge_pictures, print_steps
from rxapp.server.diplomas.diploma_sign import sign_waiting

COUNT = 100
ADDRESS, PLACE = "https://leerplein.example", "Leerplein De Werkplaats"
SCRIPT = Path(__file__).parent.parent / ".web" / "build" / "client" / "check.js"
GIVE = """INSERT INTO diploma (learner, first_name, achievement, first_on, last_on, issued_on, leader_name)
  SELECT ?, ?, 'de leeskring “De laatste trein”', '2026-10-08', '2026-11-12', today, 'Marijke' FROM clock"""


@benchmark("learner.hundred_diplomas")
def hundred() -> Iterator[Figure]:
    """Signed, drawn as one PDF/UA file, and baked as a hundred PNGs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        connection = open_site(folder / "site.sqlite3")
        create_site(connection, "bench")
        connection.execute("INSERT INTO site (name) VALUES (?)", (PLACE,))
        for number in range(COUNT):
            connection.execute(GIVE, (f"{number:016x}", f"Voornaam {number}"))
        begin = time.perf_counter()
        assert sign_waiting(connection, folder, "bench") == COUNT
        signed = time.perf_counter()
        rows = connection.execute("SELECT * FROM diploma_now ORDER BY first_name").fetchall()
        *_, (count, pdf) = print_steps(rows, ADDRESS, PLACE, {})
        drawn = time.perf_counter()
        baker = Baker(credential_key(folder, "bench"), ADDRESS, "bench", PLACE)
        pictures = [baker.bake(row, picture) for row, picture in badge_pictures(rows, PLACE)]
        baked = time.perf_counter()
        assert count == COUNT == len(pictures) and pdf.startswith(b"%PDF")
    yield at_most("learner.hundred_diplomas", baked - begin, "s", 20)
    yield at_most("learner.hundred_diplomas.signed", signed - begin, "s", 1)
    yield at_most("learner.hundred_diplomas.pdf", drawn - signed, "s", 15)
    yield at_most("learner.hundred_diplomas.png", baked - drawn, "s", 15)


@benchmark("learner.check_page_script")
def script() -> Iterator[Figure]:
    """All script of the check page, as it is before compression."""
    yield at_most("learner.check_page_script", len(SCRIPT.read_bytes()) / 1000, "kB", 100)
