from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "pacc.ledger"
    label = "ledger"
