"""What workshops do from time to time."""

from events.actions import imports
from pacc.outbox.tasks import periodic


@periodic("clean_up")
def sweep_previews() -> None:
    """Lists of people that were read from a file and not confirmed in time."""
    imports.sweep_previews()
