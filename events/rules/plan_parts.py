"""The parts of a group's plan for a white area: its goal, its place, and activities with who, when and indicator."""

MOST_ACTIVITIES = 8
WHOLE = ("goal", "place")
OF_ACTIVITY = ("what", "who", "when", "indicator")

PARTS = (*WHOLE, *(f"{part}{number}" for number in range(1, MOST_ACTIVITIES + 1) for part in OF_ACTIVITY))


def activities_shown(written: set[str]) -> int:
    """Those up to the last one of which something is written, and an empty one below."""
    last = max((int(part[-1]) for part in written if part not in WHOLE), default=0)
    return min(last + 1, MOST_ACTIVITIES)
