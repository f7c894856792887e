"""Benchmarks: each prints its figure beside its goal; `make bench`, or `make bench ONLY=cart` for a part."""

import json
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


def run(only: str = "") -> list[Figure]:
    """Run the benchmarks whose prefix begins with `only`, print each figure as it comes, and write `results.json`."""
    figures = []
    for prefix, function in BENCHMARKS:
        if prefix.startswith(only):
            for figure in function():
                verdict = "ok  " if figure.within else "MISS"
                print(f"{verdict} {figure.name:<44} {figure.value:>12,.2f} {figure.unit:<10} {figure.goal}")
                figures.append(figure)
    RESULTS.write_text(json.dumps([asdict(figure) for figure in figures], indent=2, ensure_ascii=False) + "\n")
    return figures
