from pacc.notify import letters, send
from pacc.outbox.jobs import job


@job("notify.send_mail", from_site=True)
def send_mail(message_id: str) -> None:
    send.send_mail(int(message_id))


@job("notify.send_letter", from_site=True)
def send_letter(message_id: str) -> None:
    letters.send_letter(int(message_id))
