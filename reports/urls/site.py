"""Addresses of reports in the site zone: telling, and coming back."""

from django.urls import path, register_converter

from reports.rules.draft import Question
from reports.views import evidence, intake, practice, sending, tracking

app_name = "reports"


class QuestionConverter:
    """The questions that are plain forms; files have a view of their own."""

    regex = "|".join(question for question in Question if question is not Question.FILES)

    def to_python(self, value: str) -> Question:
        return Question(value)

    def to_url(self, value: Question) -> str:
        return str(value)


register_converter(QuestionConverter, "question")

urlpatterns = [
    # /report/...: one question a page
    path("report/", intake.start, name="start"),
    path("report/files/", evidence.files, name="files"),
    path("report/<question:question>/", intake.ask, name="ask"),
    path("report/places/", intake.places, name="places"),
    path("report/later/", intake.later, name="later"),
    # read again, send, keep the code
    path("report/check/", sending.check, name="check"),
    path("report/send/", sending.send, name="send"),
    path("report/receipt/", sending.receipt, name="receipt"),
    path("report/receipt/file/", sending.receipt_file, name="receipt_file"),
    path("report/kept/", sending.kept, name="kept"),
    path("leave/", intake.exit, name="exit"),
    # /practice/<ticket>/: to try it out; the ticket is made by whoever teaches (pacc.practice)
    path("practice/<str:ticket>/", practice.practice, name="practice"),
    # /track/...: reference and code open one's own case
    path("track/", tracking.track, name="track"),
    path("track/case/", tracking.track_case, name="track_case"),
    path("track/case/answer/", tracking.track_reply, name="track_reply"),
    path("track/case/not-resolved/", tracking.track_contest, name="track_contest"),
    path("track/case/code/", tracking.track_code, name="track_code"),
    path("track/leave/", tracking.track_leave, name="track_leave"),
]
