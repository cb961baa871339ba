from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "pacc.outbox"
    label = "outbox"
