"""Benchmarks: each prints its figure beside its goal; `make bench`, or `make bench ONLY=cart` for a part."""

import json
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).parent / "results.json"


@dataclass(frozen=True)
class Figure:
    """One measured value with its goal; `within` says whether the goal is met."""

    name: str
    value: float
    unit: str
    goal: str
    within: bool


def at_most(name: str, value: float, unit: str, limit: float) -> Figure:
    """A figure that should not be higher than `limit`."""
    return Figure(name, round(value, 3), unit, f"≤ {limit:g}", value <= limit)


def at_least(name: str, value: float, unit: str, limit: float) -> Figure:
    """A figure that should not be lower than `limit`."""
    return Figure(name, round(value, 3), unit, f"≥ {limit:g}", value >= limit)


def percentile(values: list[float], share: float) -> float:
    """The value that this share (0 to 1) of all values does not exceed."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


BENCHMARKS: list[tuple[str, Callable[[], Iterator[Figure]]]] = []


def benchmark(prefix: str):
    """Register a function that yields figures whose names begin with `prefix`."""

    def register(function: Callable[[], Iterator[Figure]]):
        BENCHMARKS.append((prefix, function))
        return function

    return register


def run(only: str = "") -> list[str]:
    """Run the benchmarks whose prefix begins with `only`, print each figure as it comes, and write `results.json`.

    Of a part only, the other figures of an earlier run stay. A benchmark that breaks off stops no other; its prefix
    and error are in what this gives.
    """
    measured, broken = {}, []
    for prefix, function in BENCHMARKS:
        if not prefix.startswith(only):
            continue
        try:
            for figure in function():
                verdict = "ok  " if figure.within else "MISS"
                print(f"{verdict} {figure.name:<44} {figure.value:>12,.2f} {figure.unit:<10} {figure.goal}", flush=True)
                measured[figure.name] = asdict(figure)
        except Exception as error:
            traceback.print_exc()
            broken.append(f"{prefix}: {error}")
    before = json.loads(RESULTS.read_text()) if only and RESULTS.exists() else []
    kept = {figure["name"]: figure for figure in before} | measured
    RESULTS.write_text(json.dumps(list(kept.values()), indent=2, ensure_ascii=False) + "\n")
    return broken
