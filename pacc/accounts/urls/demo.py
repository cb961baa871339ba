"""/demo/ - entering as one of the invented people, in either zone."""

from django.urls import URLPattern, path

from pacc.accounts.views import demo

app_name = "demo"

urlpatterns: list[URLPattern] = [
    path("", demo.people, name="people"),
    path("mail/", demo.mail, name="mail"),
    path("enter/<slug:key>/", demo.enter, name="enter"),
]
