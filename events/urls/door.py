"""Addresses of the door of a workshop, in the site zone. The app's worker watches over all of them."""

from django.urls import path

from events.views import door, door_app, door_shell

app_name = "door"

urlpatterns = [
    # /door/...
    path("", door.door, name="door"),
    path("enter/<str:token>/", door.door_enter, name="door_enter"),
    path("mark/", door.door_mark, name="door_mark"),
    path("undo/<int:half_day>/<int:person>/", door.door_undo, name="door_undo"),
    path("walk-in/", door.door_walk_in, name="door_walk_in"),
    path("scanned/", door.door_scanned, name="door_scanned"),
    path("t/<str:ticket>", door.door_ticket, name="door_ticket"),
    path("list", door_app.door_list_json, name="door_list"),
    path("events", door_app.door_events, name="door_events"),
    path("app/", door_shell.door_shell, name="door_shell"),
    path("worker.js", door_shell.door_worker, name="door_worker"),
    path("manifest.webmanifest", door_shell.door_manifest, name="door_manifest"),
]
