"""Texts for learners are at A1-A2: short sentences, words that people meet often, always with a picture.

The bounds, and why they are these:
- A sentence has at most ten words: one thing said, in one breath when it is read aloud.
- Every word is one that Dutch readers meet often: Zipf frequency 4.0, ten in a million, which is the line between
  rare and common words (Van Heuven and others, 2014). That is `golden/dutch_words.txt`. A formula such as
  Flesch-Douma counts syllables only and cannot tell a rare word from a common one of the same length; a list can.
- A word has at most twelve letters: long words are met in letters from offices ("doelstellingen" is in the list), and they
  are what a slow reader loses the line on.
- Words that the place itself teaches are in `TAUGHT`; there are few, and each is always beside its picture.
- A text has at most two sentences, and no percentage, bracket or semicolon: numbers are counts.

A text for learners is written `learner_text("Dit is jouw mapje.", picture="folder")`, or for a number
`learner_count("{n} keer", "{n} keer", n, picture="calendar")`. A page in `rxapp/learner` says nothing in another way.
"""

import ast
import re
from pathlib import Path

import pytest

from rxapp.server.diplomas.diploma_statement import WORDS
from rxapp.ui.pictures import drawings

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "rxapp"
LONGEST_SENTENCE, MOST_SENTENCES, LONGEST_WORD = 10, 2, 12
COMMON = frozenset(
    line
    for line in (Path(__file__).parent / "golden" / "dutch_words.txt").read_text().splitlines()
    if not line.startswith("#")
)
TAUGHT = {
    "begeleider", "bladzijde", "bladzijden", "diploma's", "geluisterd", "leeskring", "leerplein", "mapje",
    "scan", "leeslijst", "quiz", "tablet",
}  # fmt: skip
SAYS = {"learner_text": 1, "learner_words": 1, "learner_count": 2}
"""Function to how many of its first arguments are texts."""

PLACEHOLDER = re.compile(r"\{\w+\}")
WORD = re.compile(r"[a-zà-ÿ]+(?:['’-][a-zà-ÿ]+)*")


def faults(text: str) -> list[str]:
    """In sentences, what makes a text too hard; empty when it is easy."""
    plain = PLACEHOLDER.sub("Sam", text)
    found = [f"{sign!r} is not for learners" for sign in "%();" if sign in plain]
    sentences = [part for part in re.split(r"[.!?:]+\s*", plain) if part.strip()]
    if len(sentences) > MOST_SENTENCES:
        found.append(f"{len(sentences)} sentences; at most {MOST_SENTENCES}")
    for sentence in sentences:
        words = sentence.split()
        if len(words) > LONGEST_SENTENCE:
            found.append(f"{len(words)} words in {sentence!r}; at most {LONGEST_SENTENCE}")
    for word in WORD.findall(PLACEHOLDER.sub("", text).lower().replace("’", "'")):
        if word not in COMMON and word not in TAUGHT:
            found.append(f"{word!r} is not a common word; say it otherwise, or teach it with a picture")
        if len(word) > LONGEST_WORD:
            found.append(f"{word!r} has {len(word)} letters; at most {LONGEST_WORD}")
    return found


def picture_faults(call: ast.Call) -> list[str]:
    """What is wrong with the picture of a text: there is none, or it is not drawn."""
    given = [keyword.value for keyword in call.keywords if keyword.arg == "picture"]
    if not given:
        return ["no picture"]
    if isinstance(given[0], ast.Constant) and given[0].value not in drawings("icons") | drawings("symbols"):
        return [f"no drawing {given[0].value!r}"]
    return []


def calls(source: str) -> list[tuple[str, ast.Call]]:
    """Every call in a module by the name of what is called."""
    return [
        (node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", ""), node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
    ]


def problems(source: str) -> list[str]:
    """Everything that is wrong with the texts for learners in a module."""
    found = []
    for name, call in calls(source):
        for argument in call.args[: SAYS.get(name, 0)]:
            if isinstance(argument, ast.Constant):
                found += [f"{argument.value!r}: {fault}" for fault in faults(argument.value) + picture_faults(call)]
            else:
                found.append(f"line {argument.lineno}: write the text where it is said, so that it can be checked")
    return found


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_texts_for_learners_are_plain_and_have_a_picture(path):
    assert problems(path.read_text()) == []


def test_a_page_for_learners_says_nothing_in_another_way():
    for path in (PACKAGE / "learner").glob("*.py"):
        said = {name for name, _ in calls(path.read_text())}
        assert not said & {"t", "tn", "msgid", "problem_banner", "status_banners", "page"}, path.name
        cameras = [call for name, call in calls(path.read_text()) if name == "camera"]
        assert all(len(call.args) == 2 for call in cameras), f"{path.name}: say it when there is no camera"


def bare_texts(source: str) -> list[str]:
    """The words that a module puts into an element without saying them through `learner_text` or its like."""
    children = [
        child
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("rx.el.")
        for child in node.args
    ]
    return [text for child in children for text in _literals(child) if re.search("[a-z]", text)]


def _literals(child: ast.expr) -> list[str]:
    if isinstance(child, ast.Constant):
        return [child.value] if isinstance(child.value, str) else []
    if isinstance(child, ast.JoinedStr):
        return [part.value for part in child.values if isinstance(part, ast.Constant)]
    if isinstance(child, ast.Tuple):
        return [text for part in child.elts[1:] for text in _literals(part)]
    is_choice = isinstance(child, ast.Call) and ast.unparse(child.func) in ("rx.cond", "rx.match")
    return [text for part in child.args[1:] for text in _literals(part)] if is_choice else []


@pytest.mark.parametrize("path", sorted((PACKAGE / "learner").glob("*.py")), ids=lambda path: path.name)
def test_no_element_for_learners_holds_words_that_nobody_checks(path):
    assert bare_texts(path.read_text()) == []


@pytest.mark.parametrize(
    "child",
    [
        '"Jouw participatie"',
        'f"Jouw {name}"',
        'rx.cond(done, "Jouw participatie", "")',
        'rx.match(state, ("done", "Klaar"), learner_text("Nog niet", picture="hourglass"))',
    ],
)
def test_words_that_nobody_checks_are_found(child):
    assert bare_texts(f"rx.el.span({child})")


TO_STAFF = {"account.js", "enrol.js", "staff.js"}
"""Of the people's JavaScript, what speaks to staff; everything else there, new files too, speaks to learners."""
SPEAKERS = sorted(path for path in (PACKAGE / "browser" / "people").glob("*.js") if path.name not in TO_STAFF)


@pytest.mark.parametrize("path", SPEAKERS, ids=lambda path: path.name)
def test_what_the_browser_says_to_learners_is_plain(path):
    source = path.read_text()
    said = re.findall(r'translate\(\s*"([^"]+)"', source)
    assert len(said) == len(re.findall(r"\btranslate(?:Plural)?\(", source)), "write the text where it is said"
    assert [fault for text in said for fault in faults(text)] == []


@pytest.mark.parametrize("word", ["Goed", "Gaat wel", "Niet goed"])
def test_the_words_of_the_faces_are_plain(word):
    assert f't("{word}")' in (PACKAGE / "ui" / "choosing.py").read_text() and faults(word) == []


@pytest.mark.parametrize("words", WORDS.values())
def test_what_the_check_page_says_is_plain(words):
    assert faults(words) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Dit is jouw verhaal.", None),
        ("Je was er {n} keer.", None),
        ("Wie keek in jouw mapje?", None),
        ("Jouw participatie", "participatie"),
        ("Jouw doelstellingen", "14 letters"),
        ("Ik wil graag heel veel boeken lezen met jou en met mijn goede vriend.", "14 words"),
        ("Kom. Lees. Leer.", "3 sentences"),
        ("Je was er 80% van de keren.", "'%'"),
    ],
)
def test_a_text_that_is_too_hard_is_found(text, fault):
    found = faults(text)
    assert found == [] if fault is None else any(fault in said for said in found)


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ('learner_text("Dit is jouw verhaal.", picture="book-open")', None),
        ('plain.learner_text("Jouw boeken", picture="book")', None),
        ('learner_text("Dit is jouw verhaal.")', "no picture"),
        ('learner_text("Dit is jouw verhaal.", picture="unicorn")', "unicorn"),
        ('learner_text(text, picture="book")', "write the text"),
        ('learner_count("{n} keer", "{n} evaluaties", 2, picture="book")', "evaluaties"),
    ],
)
def test_a_text_without_a_picture_or_out_of_sight_is_found(source, fault):
    found = problems(source)
    assert found == [] if fault is None else any(fault in said for said in found)


def test_what_is_taught_is_not_common_already():
    assert not TAUGHT & COMMON
    assert len(TAUGHT) <= 30
