"""The site's role has no business with how the portal is run."""

SITE: dict[str, tuple[str, ...]] = {"stack_installation": ()}
POLICIES: list[object] = []
