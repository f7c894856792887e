"""Books from a library system: MARC 21 (ISO 2709) and MARCXML, read with pymarc into the records of `books`."""

import io
import xml.sax
from collections.abc import Iterator

from pymarc import MARCReader, parse_xml_to_array
from pymarc import Record as MarcRecord
from pymarc.exceptions import PymarcException

from rxapp.server.imports.tables import MOST_ROWS, Record, Sheet, UnreadableFile, check_size
from rxapp.server.sentences import dutch


def read_marc(data: bytes) -> Sheet:
    """The books of a MARC file; the `line` of each is its number in the file. Raises `UnreadableFile`."""
    check_size(data)
    found = _read_xml(data) if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<" else _read_binary(data)
    records = [line for number, record in enumerate(found, 1) for line in _lines(number, record)]
    if not records:
        raise UnreadableFile(dutch("In dit bestand staan geen boeken in MARC."))
    return Sheet(records, [])


def _read_xml(data: bytes) -> list[MarcRecord]:
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise UnreadableFile(dutch("Dit XML-bestand bevat verwijzingen die we niet volgen."))
    try:
        return [record for record in parse_xml_to_array(io.BytesIO(data)) if record is not None]
    except (xml.sax.SAXException, PymarcException, ValueError) as error:
        raise UnreadableFile(dutch("Dit is geen goed MARCXML-bestand ({fout}).", fout=error)) from None


def _read_binary(data: bytes) -> list[MarcRecord | None]:
    """Every record; one that cannot be read is None and becomes a problem of its own."""
    reader = MARCReader(io.BytesIO(data), to_unicode=True, permissive=True)
    records: list[MarcRecord | None] = []
    for record in reader:
        records.append(record)
        if len(records) > MOST_ROWS:
            told = dutch("Dit bestand heeft meer dan {meest} boeken. Splits het in delen.", meest=MOST_ROWS)
            raise UnreadableFile(told)
    if not any(records):
        raise UnreadableFile(dutch("Dit is geen MARC-bestand."))
    return records


def _lines(number: int, record: MarcRecord | None) -> Iterator[Record]:
    """One record per labelled copy (852 or 952 $p), or one without a label."""
    if record is None:
        yield Record(number, {})
        return
    values = {name: value for name, value in _values(record).items() if value}
    labels = [(field.get("p"), field.get("c")) for field in record.get_fields("852", "952") if field.get("p")]
    for label, place in labels or [(None, None)]:
        extra = {"barcode": label.strip() if label else "", "place": place.strip() if place else ""}
        yield Record(number, values | {name: value for name, value in extra.items() if value})


def _values(record: MarcRecord) -> dict[str, str]:
    name = " ".join(_tidy(part) for part in (_first(record, "245", "a"), _first(record, "245", "b")) if part)
    author = _tidy(_first(record, "100", "a") or _first(record, "700", "a") or _first(record, "245", "c"))
    return {
        "name": name[:200],
        "author": author[:200],
        "series": _tidy(_first(record, "490", "a") or _first(record, "830", "a"))[:200],
        "kind": _tidy(_first(record, "655", "a"))[:40],
        "isbn": _first(record, "020", "a").partition(" ")[0],
    }


def _first(record: MarcRecord, tag: str, code: str) -> str:
    return next((value for field in record.get_fields(tag) if (value := field.get(code))), "")


def _tidy(text: str) -> str:
    """A value without the punctuation that cataloguing rules put at its end."""
    return text.strip().rstrip("/:;,=").strip()
