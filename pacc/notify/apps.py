from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "pacc.notify"
    label = "notify"
