from datetime import timedelta

from pacc.notify import letters, send
from pacc.outbox.jobs import job

# A mail server may think ten seconds over each of half a dozen steps; begun a second time meanwhile it is sent twice.
LONGEST = timedelta(seconds=90)


# Not for the site: it would choose the template. What the site writes to people is a letter.
@job("notify.send_mail", claim=LONGEST)
def send_mail(message_id: str) -> None:
    send.send_mail(int(message_id))


@job("notify.send_letter", from_site=True, claim=LONGEST)
def send_letter(message_id: str) -> None:
    letters.send_letter(int(message_id))
