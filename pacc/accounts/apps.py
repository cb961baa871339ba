from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "pacc.accounts"
    label = "accounts"
