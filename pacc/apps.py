from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "pacc"
    label = "pacc"
