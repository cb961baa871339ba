"""The site's role may know whether the data are invented, and nothing else of how the portal is run."""

SITE: dict[str, tuple[str, ...]] = {"stack_installation": ("SELECT",)}
POLICIES: list[object] = []
