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


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], widest: int = 0, numbers: bool = False) -> Block:
    """A table: a heading per column, and rows of texts; `widest` takes the room, `numbers` after the first line up."""
    told = {"columns": list(columns), "rows": [list(row) for row in rows]}
    return {"kind": "table", **told, "widest": widest, "numbers": numbers}


def bars(values: Iterable[tuple[str, float, str]]) -> Block:
    """Bars of (label, share of 100, text), drawn for the eye only: put a table with the same figures beside it."""
    drawn = [{"label": label, "share": share, "text": words} for label, share, words in values]
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
