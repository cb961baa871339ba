from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "pacc.vault"
    label = "vault"
    demo_parts = ("pacc.vault.demo.load",)
