"""Pages that belong to no app, in the site zone."""

from django.urls import URLPattern, URLResolver, include, path

from pacc.pages import views

_texts = [path(f"{address}/", views.text, {"name": name}, name=name) for address, name in views.TEXTS.items()]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("", include((_texts, "pages"))),
]
