"""What a race came to."""

from typing import NamedTuple


class Result(NamedTuple):
    """`lost` counts what must never be lost; `facts` are the other numbers."""

    name: str
    lost: int
    facts: dict[str, int]

    def __str__(self) -> str:
        facts = ", ".join(f"{name} {number}" for name, number in self.facts.items())
        return f"{self.name}: lost {self.lost} ({facts})"
