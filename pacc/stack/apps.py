from django.apps import AppConfig


class StackConfig(AppConfig):
    name = "pacc.stack"
    label = "stack"
