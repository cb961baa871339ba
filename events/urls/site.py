"""Addresses of events in the site zone."""

from django.urls import path

from events.views import (
    announced,
    answering,
    certificate_check,
    group_work,
    handing_out,
    letters,
    own_registration,
    practising,
    signing_up,
)

app_name = "events"

urlpatterns = [
    # /workshops/...
    path("", announced.workshop_list, name="workshop_list"),
    path("<int:pk>/", announced.workshop_detail, name="workshop_detail"),
    path("<int:pk>/calendar/", announced.workshop_calendar, name="workshop_calendar"),
    path("<int:pk>/materials/<int:material>/", handing_out.public_material, name="public_material"),
    path("<int:pk>/register/", signing_up.register, name="register"),
    path("<int:pk>/register/group/", signing_up.register_group, name="register_group"),
    # to try the portal out, while the workshop lasts
    path("practice/<str:key>/", practising.practise, name="practise"),
    # by the link of a break-out group
    path("group/<str:token>/", group_work.group_work, name="group_work"),
    path("group/<str:token>/show/", group_work.group_work_present, name="group_work_present"),
    # by the QR on the screen of the hall, or the link of a letter
    path("survey/<str:token>/", answering.answer, name="answer"),
    # by the QR on a certificate
    path("certificate/<str:token>/", certificate_check.certificate_check, name="certificate_check"),
    # by the link at the end of a letter
    path("letters/<str:token>/", letters.no_letters, name="no_letters"),
    # /workshops/mine/<token>/...: by the link of the letter
    path("mine/<str:token>/", own_registration.own_registration, name="own_registration"),
    path("mine/<str:token>/materials/<int:material>/", handing_out.own_material_file, name="own_material_file"),
    path("mine/<str:token>/accept/", own_registration.own_accept, name="own_accept"),
    path("mine/<str:token>/leave/", own_registration.own_leave, name="own_leave"),
    path("mine/<str:token>/<int:person>/", own_registration.own_edit, name="own_edit"),
    path("mine/<str:token>/<int:person>/leave/", own_registration.own_leave, name="own_leave_one"),
]
