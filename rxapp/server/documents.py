"""Documents as tagged PDF (PDF/UA-1), which a screen reader reads as well as an eye does."""

import json
from collections.abc import Iterable, Sequence
from importlib.resources import as_file, files

import typst

Block = dict[str, object]


def heading(text: str) -> Block:
    """A heading."""
    return {"kind": "heading", "text": text}


def text(words: str) -> Block:
    """A paragraph."""
    return {"kind": "text", "text": words}


def bullets(items: Iterable[str]) -> Block:
    """A list."""
    return {"kind": "list", "items": list(items)}


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Block:
    """A table: a heading per column, and rows of texts."""
    return {"kind": "table", "columns": list(columns), "rows": [list(row) for row in rows]}


def bars(values: Iterable[tuple[str, float, str]]) -> Block:
    """Bars of (label, value, text), drawn for the eye only: put a table with the same figures beside it."""
    values = list(values)
    most = max((value for _, value, _ in values), default=0) or 1
    drawn = [{"label": label, "share": 100 * value / most, "text": words} for label, value, words in values]
    return {"kind": "bars", "bars": drawn}


def pdf(title: str, blocks: Iterable[Block], footer: str = "Leerplein", size: float = 12, lang: str = "nl") -> bytes:
    """A PDF of these blocks on A4; `size` is the letter in points."""
    data = {"title": title, "blocks": list(blocks), "footer": footer, "size": size, "lang": lang}
    return typeset("document.typ", data)


def typeset(template: str, data: dict) -> bytes:
    """A tagged PDF of one of this project's templates; `data` is what its first lines say."""
    with as_file(files("rxapp.server").joinpath("templates")) as folder:
        return typst.compile(
            folder / template,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=["ua-1"],
            font_paths=[folder / "fonts"],
            ignore_system_fonts=True,
        )
