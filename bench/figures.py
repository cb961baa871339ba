"""Figures of a bench, each beside its bar and beside a reference that the same run measured.

An absolute bar is meant for a quiet machine of two cores. On any other the reference tells how this one fares at the
moment: a figure passes on its bar, or on the same share of its reference that the bar was on the quiet machine.
"""

import json
import sys
from dataclasses import dataclass, field
from statistics import quantiles


@dataclass(frozen=True)
class Reference:
    """Something simple of the same kind: what it was on the quiet machine, and what it is now."""

    name: str
    quiet: float
    now: float


@dataclass(frozen=True)
class Figure:
    """`bar` is the most allowed, or with `at_least` the least."""

    name: str
    value: float
    unit: str
    bar: float
    at_least: bool = False
    reference: Reference | None = None

    @property
    def share_bar(self) -> float | None:
        """The bar as this machine would have it at the moment."""
        return self.bar * self.reference.now / self.reference.quiet if self.reference else None

    @property
    def is_met(self) -> bool:
        bars = [self.bar] if self.share_bar is None else [self.bar, self.share_bar]
        return any(self.value >= bar if self.at_least else self.value <= bar for bar in bars)


@dataclass
class Sheet:
    """The figures of one run, printed as they come."""

    figures: list[Figure] = field(default_factory=list)

    def note(self, *figures: Figure) -> None:
        for figure in figures:
            self.figures.append(figure)
            sign = ">=" if figure.at_least else "<="
            beside = ""
            if figure.reference:
                now, quiet = figure.reference.now, figure.reference.quiet
                beside = f"   {figure.reference.name}: {now:,.1f} (quiet {quiet:,.1f})"
            verdict = "ok  " if figure.is_met else "MISS"
            print(f"{verdict} {figure.name:<58} {figure.value:>10,.1f} {figure.unit:<8} {sign} {figure.bar:,g}{beside}")
            sys.stdout.flush()

    def ended(self, *, as_json: bool) -> int:
        """Exit code: 1 where a figure falls short of its bar and of its share of the reference."""
        if as_json:
            told = {
                each.name: {"value": round(each.value, 2), "unit": each.unit, "bar": each.bar, "ok": each.is_met}
                for each in self.figures
            }
            print(json.dumps(told, ensure_ascii=False))
        return 0 if all(figure.is_met for figure in self.figures) else 1


def p95(milliseconds: list[float]) -> float:
    return quantiles(milliseconds, n=20)[-1]
