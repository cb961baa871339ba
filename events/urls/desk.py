"""Addresses of events in the desk zone."""

from django.urls import path

from events.views import (
    agenda,
    attendance,
    door_desk,
    fiscal_years,
    folder,
    imports,
    mailings,
    people,
    practice,
    questions,
    registration,
    setup,
    workshops,
)
from events.workflow import Move

app_name = "events"

urlpatterns = [
    # /workshops/...
    path("", workshops.workshop_list, name="workshop_list"),
    path("fiscal-years/<int:year>/", fiscal_years.fiscal_year, name="fiscal_year"),
    path("fiscal-years/<int:year>/excel/", fiscal_years.fiscal_year_excel, name="fiscal_year_excel"),
    path("new/", workshops.workshop_new, name="workshop_new"),
    path("<int:pk>/", workshops.workshop_detail, name="workshop_detail"),
    path("<int:pk>/edit/", workshops.workshop_edit, name="workshop_edit"),
    path("<int:pk>/open/", workshops.workshop_move, {"move": Move.OPEN}, name="workshop_open"),
    path("<int:pk>/close/", workshops.workshop_move, {"move": Move.CLOSE}, name="workshop_close"),
    path("<int:pk>/cancel/", workshops.workshop_move, {"move": Move.CANCEL}, name="workshop_cancel"),
    path("<int:pk>/practice/", practice.practice_link, name="practice_link"),
    path("<int:pk>/copy/", setup.workshop_copy, name="workshop_copy"),
    path("<int:pk>/rules/", setup.rules_edit, name="rules_edit"),
    path("<int:pk>/quotas/", setup.quota_list, name="quota_list"),
    path("<int:pk>/quotas/<int:quota>/remove/", setup.quota_remove, name="quota_remove"),
    path("<int:pk>/questions/", questions.question_list, name="question_list"),
    path("<int:pk>/questions/new/", questions.question_new, name="question_new"),
    path("<int:pk>/questions/<int:question>/", questions.question_edit, name="question_edit"),
    path("<int:pk>/questions/<int:question>/up/", questions.question_up, name="question_up"),
    path("<int:pk>/questions/<int:question>/remove/", questions.question_remove, name="question_remove"),
    path("<int:pk>/half-days/", agenda.half_days_choose, name="half_days_choose"),
    # /workshops/<pk>/agenda/...
    path("<int:pk>/agenda/new/", agenda.session_new, name="session_new"),
    path("<int:pk>/agenda/<int:session>/", agenda.session_edit, name="session_edit"),
    path("<int:pk>/agenda/<int:session>/remove/", agenda.session_remove, name="session_remove"),
    # /workshops/<pk>/people/...
    path("<int:pk>/people/", people.person_list, name="person_list"),
    path("<int:pk>/people/new/", people.person_new, name="person_new"),
    path("<int:pk>/people/<int:person>/", people.person_edit, name="person_edit"),
    path("<int:pk>/people/<int:person>/cancel/", people.person_cancel, name="person_cancel"),
    path("<int:pk>/people/<int:person>/decide/", registration.person_decide, name="person_decide"),
    path("<int:pk>/people/<int:person>/citizen-id/", registration.citizen_id_open, name="citizen_id_open"),
    path("<int:pk>/people/<int:person>/files/<int:answer>/", registration.answer_file, name="answer_file"),
    # /workshops/<pk>/import/...: a list of people from a file
    path("<int:pk>/import/", imports.import_new, name="import_new"),
    path("<int:pk>/import/<uuid:preview>/", imports.import_detail, name="import_detail"),
    path("<int:pk>/import/<uuid:preview>/headings/", imports.import_headings, name="import_headings"),
    path("<int:pk>/import/<uuid:preview>/save/", imports.import_save, name="import_save"),
    path("<int:pk>/import/<uuid:preview>/drop/", imports.import_drop, name="import_drop"),
    path("<int:pk>/import/<uuid:preview>/undo/", imports.import_undo, name="import_undo"),
    # /workshops/<pk>/letters/...
    path("<int:pk>/letters/", mailings.mailing_list, name="mailing_list"),
    path("<int:pk>/letters/new/<str:kind>/", mailings.mailing_new, name="mailing_new"),
    path("<int:pk>/letters/<int:mailing>/", mailings.mailing_detail, name="mailing_detail"),
    path("<int:pk>/letters/<int:mailing>/edit/", mailings.mailing_edit, name="mailing_edit"),
    path("<int:pk>/letters/<int:mailing>/plan/", mailings.mailing_plan, name="mailing_plan"),
    path("<int:pk>/letters/<int:mailing>/stop/", mailings.mailing_stop, name="mailing_stop"),
    # /workshops/<pk>/attendance/...
    path("<int:pk>/attendance/", attendance.attendance, name="attendance"),
    path("<int:pk>/attendance/excel/", attendance.attendance_excel, name="attendance_excel"),
    path("<int:pk>/attendance/<int:half_day>/sign-in/", attendance.sign_in, name="sign_in"),
    path(
        "<int:pk>/attendance/<int:half_day>/<int:person>/take-back/",
        attendance.attendance_take_back,
        name="attendance_take_back",
    ),
    # /workshops/<pk>/folder/...: what the office files afterwards
    path("<int:pk>/folder/", folder.folder, name="folder"),
    path("<int:pk>/folder/report/", folder.report_edit, name="report_edit"),
    path("<int:pk>/folder/report.pdf", folder.report_file, {"kind": "pdf"}, name="report_pdf"),
    path("<int:pk>/folder/report.docx", folder.report_file, {"kind": "docx"}, name="report_word"),
    path("<int:pk>/folder/indicators/new/", folder.indicator_new, name="indicator_new"),
    path("<int:pk>/folder/indicators/<int:indicator>/", folder.indicator_edit, name="indicator_edit"),
    path("<int:pk>/folder/indicators/<int:indicator>/remove/", folder.indicator_remove, name="indicator_remove"),
    path("<int:pk>/folder/photographs/new/", folder.photograph_new, name="photograph_new"),
    path("<int:pk>/folder/photographs/<int:photograph>/", folder.photograph_edit, name="photograph_edit"),
    path("<int:pk>/folder/photographs/<int:photograph>/image", folder.photograph_image, name="photograph_image"),
    path("<int:pk>/folder/photographs/<int:photograph>/remove/", folder.photograph_remove, name="photograph_remove"),
    # /workshops/<pk>/door/...: the phones at the door, and what waits for a decision
    path("<int:pk>/door/", door_desk.door_passes, name="door_passes"),
    path("<int:pk>/door/<int:door_pass>/", door_desk.door_pass, name="door_pass"),
    path("<int:pk>/door/<int:door_pass>/revoke/", door_desk.door_pass_revoke, name="door_pass_revoke"),
    path("<int:pk>/door/undecided/", door_desk.undecided_list, name="undecided_list"),
    path("<int:pk>/door/undecided/<uuid:event>/", door_desk.undecided_decide, name="undecided_decide"),
]
