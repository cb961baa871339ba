from pacc.notify import send
from pacc.outbox.jobs import job


@job("notify.send_mail", from_site=True)
def send_mail(message_id: str) -> None:
    send.send_mail(int(message_id))
