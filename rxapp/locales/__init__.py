"""The translated texts: gather what the code says, keep the .po files complete, hand them to the browser.

    python -m rxapp.locales            report what a language lacks; exit 1 when it lacks anything
    python -m rxapp.locales --update   first put new texts in the .po files and drop unused ones

A text is found where `t`, `tn`, `msgid` or `dutch` is called in Python, `translate` or `translatePlural` in JavaScript.
"""

import re
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

LOCALES = Path(__file__).parent
APP = LOCALES.parent
OFFICE = ("rxapp/office/", "rxapp/server/")
METHODS = [("**.py", "python"), ("**.js", "javascript")]
KEYWORDS = {
    **{"t": None, "tn": (1, 2), "msgid": None, "dutch": None, "translate": None, "translatePlural": (1, 2)},
    **{"learner_text": None, "learner_words": None, "learner_count": (1, 2)},
}
PLACEHOLDER = re.compile(r"\{\w+\}")


def texts() -> Catalog:
    """Gather every text in the code, with the files that say it."""
    found = Catalog(charset="utf-8")
    for file, _, text, comments, context in extract_from_dir(APP, METHODS, keywords=KEYWORDS):
        found.add(text, None, [(f"rxapp/{file}", None)], auto_comments=comments, context=context)
    return found


def catalogues() -> dict[str, dict[str, str | list[str]]]:
    """Give per language the translation of each text, or the list of its forms; Dutch needs none."""
    return {"nl": {}} | {file.stem: _as_look_up(read(file)) for file in files()}


def for_floor_and_office() -> tuple[dict, dict]:
    """Give the catalogues in two: what a tablet may show, and what only the office says and a tablet need not fetch."""
    floor, office = {}, {}
    for language, texts in catalogues().items():
        only = _only_said_in_office(read(LOCALES / f"{language}.po")) if texts else set()
        floor[language] = {text: told for text, told in texts.items() if text not in only}
        office[language] = {text: told for text, told in texts.items() if text in only}
    return floor, office


def _only_said_in_office(catalogue: Catalog) -> set[str]:
    said = ((message, [file for file, _ in message.locations]) for message in catalogue if message.id)
    return {_forms(message.id)[0] for message, files in said if all(file.startswith(OFFICE) for file in files)}


def files() -> list[Path]:
    """List the .po files, one per language."""
    return sorted(LOCALES.glob("*.po"))


def faults(found: Catalog, translated: Catalog) -> list[str]:
    """List in sentences what keeps a translation from being complete; empty when it is."""
    lacking = [_fault(message, translated.get(message.id)) for message in found if message.id]
    unused = [f"no longer used: {m.id!r}" for m in translated if m.id and not found.get(m.id)]
    unused += [f"obsolete: {text!r}" for text in translated.obsolete]
    return [fault for fault in lacking if fault] + unused


def _fault(message: Message, translation: Message | None) -> str | None:
    name = _forms(message.id)[0]
    if translation is None or not all(_forms(translation.string)):
        return f"not translated: {name!r}"
    if len(_forms(translation.string)) != len(_forms(message.id)):
        return f"wants {len(_forms(message.id))} forms: {name!r}"
    if translation.fuzzy:
        return f"marked fuzzy: {name!r}"
    wanted = [set(PLACEHOLDER.findall(text)) for text in _forms(message.id)]
    if wanted != [set(PLACEHOLDER.findall(text)) for text in _forms(translation.string)]:
        return f"other placeholders: {name!r}"
    return None


def update(file: Path, found: Catalog) -> None:
    """Put new texts in a .po file without a guess at their translation, and drop what the code no longer says."""
    translated = read(file)
    created_at = translated.creation_date
    translated.update(found, no_fuzzy_matching=True)
    translated.obsolete.clear()
    translated.creation_date = created_at
    with file.open("wb") as out:
        write_po(out, translated, width=120, sort_output=True, ignore_obsolete=True)


def read(file: Path) -> Catalog:
    """Read one .po file; its name is the language."""
    with file.open("rb") as source:
        return read_po(source, locale=file.stem)


def _as_look_up(catalogue: Catalog) -> dict[str, str | list[str]]:
    return {
        _forms(m.id)[0]: list(m.string) if m.pluralizable else m.string
        for m in catalogue
        if m.id and all(_forms(m.string))
    }


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)
