"""The signed statement of a diploma: one spelling, no byte that can be changed, and each failure told apart.

`python -m tests.test_statement` writes the golden cases that every other reader must pass too.
"""

import base64
import hashlib
import json
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from rxapp.server.diplomas import diploma_statement
from rxapp.server.diplomas.diploma_statement import (
    LIMITS,
    WORDS,
    Key,
    Statement,
    fit,
    key_id,
    read,
    shortened,
    sign,
    verify,
)

GOLDEN = Path(__file__).parent / "golden" / "statements.json"
SEEDS = {"used": 1, "retired": 2, "stolen": 3, "stranger": 4}
PRIVATE = {name: Ed25519PrivateKey.from_private_bytes(bytes([seed] * 32)) for name, seed in SEEDS.items()}
PUBLIC = {name: private.public_key().public_bytes_raw() for name, private in PRIVATE.items()}
KEYS = {
    key.id: key
    for key in (
        Key(key_id(PUBLIC["used"]), PUBLIC["used"]),
        Key(key_id(PUBLIC["retired"]), PUBLIC["retired"], date(2025, 12, 31)),
        Key(key_id(PUBLIC["stolen"]), PUBLIC["stolen"], date(2026, 3, 1), date(2026, 3, 1)),
    )
}
REVOKED = ["00000000000000ee"]
AISHA = Statement(
    "0123456789abcdef",
    date(2026, 11, 12),
    date(2026, 10, 8),
    date(2026, 11, 12),
    "Aïsha",
    "de leeskring “De langste trein”",
    "Leerplein De Werkplaats",
    "Marijke",
)
OLD = replace(AISHA, issued_on=date(2025, 11, 12), first_on=date(2025, 10, 8), last_on=date(2025, 11, 12))


def whole(code: str) -> bytearray:
    return bytearray(base64.b32decode(code + "=" * (-len(code) % 8)))


def spelled(signed: bytes) -> str:
    """A code of these bytes with a checksum that fits, as a forger would make it."""
    return base64.b32encode(signed + hashlib.sha256(signed).digest()[:3]).decode().rstrip("=")


def changed(code: str, place: int, value: int) -> str:
    signed = whole(code)[:-3]
    signed[place] = value
    return spelled(bytes(signed))


def cases() -> dict[str, tuple[str, str]]:
    """Name of a case to its outcome and code."""
    good = sign(AISHA, PRIVATE["used"])
    misread = whole(good)
    misread[30] ^= 1
    posing = whole(sign(AISHA, PRIVATE["stranger"]))[:-3]
    posing[1:5] = bytes.fromhex(key_id(PUBLIC["used"]))
    long = replace(AISHA, first_name="Wolfeschlegelsteinhausenbergerdorff", achievement="taal " * 30)
    return {
        "a good diploma": ("valid", good),
        "long texts are cut": ("valid", sign(long, PRIVATE["used"])),
        "typed by hand": ("valid", " ".join(good[i : i + 4] for i in range(0, len(good), 4)).lower()),
        "the whole address": ("valid", f"https://leerplein.example/d#{good}"),
        "signed with a key that is retired now": ("valid", sign(OLD, PRIVATE["retired"])),
        "decided before the key was made": ("valid", sign(OLD, PRIVATE["used"])),
        "another name by a forger who knows the form": ("forged", changed(good, 20, ord("B"))),
        "a forger's key under our key's id": ("forged", spelled(bytes(posing))),
        "one bit misread": ("altered", base64.b32encode(misread).decode().rstrip("=")),
        "a key of nobody we know": ("unknown_key", sign(AISHA, PRIVATE["stranger"])),
        "dated after the key had ended": ("expired_key", sign(AISHA, PRIVATE["retired"])),
        "a key that somebody else may have": ("revoked_key", sign(OLD, PRIVATE["stolen"])),
        "taken back": ("revoked", sign(replace(AISHA, diploma=REVOKED[0]), PRIVATE["used"])),
        "a later version": ("newer", changed(good, 0, 2)),
        "a web address": ("unreadable", "https://example.org/"),
        "half of it": ("unreadable", good[:100]),
        "nothing": ("unreadable", ""),
        "a second spelling of the last character": ("unreadable", f"{good[:-1]}{chr(ord(good[-1]) + 1)}"),
    }


def golden() -> dict:
    """The content of the golden file."""
    keys = [
        {
            "key": key.id,
            "public": base64.urlsafe_b64encode(key.public).decode().rstrip("="),
            "valid_until": key.valid_until and key.valid_until.isoformat(),
            "revoked_on": key.revoked_on and key.revoked_on.isoformat(),
        }
        for key in KEYS.values()
    ]
    made = []
    for name, (outcome, code) in cases().items():
        statement = verify(code, KEYS, REVOKED).statement
        stated = {k: str(v) for k, v in asdict(statement).items()} if statement else None
        made.append({"name": name, "code": code, "outcome": outcome, "words": WORDS[outcome], "statement": stated})
    return {"keys": keys, "revoked": REVOKED, "cases": made}


def test_the_golden_cases_are_those_of_this_reader():
    assert json.loads(GOLDEN.read_text()) == golden()


@pytest.mark.parametrize("name", cases())
def test_each_failure_is_told_apart(name):
    outcome, code = cases()[name]
    check = verify(code, KEYS, REVOKED)
    assert check.outcome == outcome
    assert check.words == WORDS[outcome]
    assert (check.statement is None) == (outcome in ("unreadable", "altered", "newer"))


def test_every_outcome_has_a_case_and_words_of_its_own():
    assert {outcome for outcome, _ in cases().values()} == set(WORDS)
    assert len(set(WORDS.values())) == len(WORDS)


def test_no_byte_can_be_changed():
    good = whole(sign(AISHA, PRIVATE["used"]))
    for place in range(len(good)):
        for flip in (1, 0x20, 0x80, 0xFF):
            altered = bytearray(good)
            altered[place] ^= flip
            code = base64.b32encode(altered).decode().rstrip("=")
            assert verify(code, KEYS).outcome == "altered"


def test_no_byte_can_be_changed_by_somebody_who_also_mends_the_checksum():
    good = sign(AISHA, PRIVATE["used"])
    for place in range(len(whole(good)) - 3):
        for flip in (1, 0x20, 0x80, 0xFF):
            outcome = verify(changed(good, place, whole(good)[place] ^ flip), KEYS).outcome
            assert outcome == ("newer" if place == 0 else "unknown_key" if 1 <= place <= 4 else "forged")


def test_no_character_can_be_changed_or_left_out():
    good = sign(AISHA, PRIVATE["used"])
    for place in range(len(good)):
        for other in "A7" if good[place] not in "A7" else "BC":
            assert verify(f"{good[:place]}{other}{good[place + 1 :]}", KEYS).outcome in ("altered", "unreadable")
        assert verify(good[:place] + good[place + 1 :], KEYS).outcome in ("altered", "unreadable")


NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)
DAYS = st.dates(date(2000, 1, 1), date(2170, 1, 1))


@given(
    st.builds(Statement, st.from_regex(r"[0-9a-f]{16}", fullmatch=True), DAYS, DAYS, DAYS, NAMES, NAMES, NAMES, NAMES)
)
def test_what_was_stated_is_read_back(statement):
    code = sign(statement, PRIVATE["used"])
    assert read(code) == shortened(statement) == verify(code, KEYS).statement
    assert verify(code, KEYS).outcome == "valid"
    assert len(code) <= 350
    assert sign(shortened(statement), PRIVATE["used"]) == code


@given(st.text(max_size=450) | st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", max_size=420))
def test_whatever_is_scanned_gets_an_answer(text):
    assert verify(text, KEYS).outcome in ("unreadable", "altered", "newer")


def test_a_text_is_cut_between_characters():
    assert fit("  Jan   de Boer ", 24) == "Jan de Boer"
    assert fit("ŁŁŁŁ", 7) == "ŁŁ…"
    assert len(fit("é" * 40, 24).encode()) <= 24


def test_the_form_in_the_docstring_is_the_form():
    for name, limit in LIMITS.items():
        assert f"{limit}" in diploma_statement.__doc__, name
    assert f"At most {diploma_statement.LONGEST} bytes" in diploma_statement.__doc__


if __name__ == "__main__":
    GOLDEN.write_text(json.dumps(golden(), indent=1, ensure_ascii=False) + "\n")
