"""Pages that belong to no app, in the desk zone."""

from django.urls import URLPattern, URLResolver, path

from pacc.pages import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.start, name="home"),
]
