"""What people think of a workshop, and what they knew before and after it. No answer can be traced to a person."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from events.models.mailings import Mailing
from events.models.workshop import Workshop

MAX_TEXT = 2000


class Survey(models.Model):
    """One of each kind a workshop. The test after it asks the questions of the test before it."""

    class Kind(models.TextChoices):
        EVALUATION = "evaluation", pgettext_lazy("survey", "Evaluation")
        PRE_TEST = "pre-test", pgettext_lazy("survey", "Test before the workshop")
        POST_TEST = "post-test", pgettext_lazy("survey", "Test after the workshop")
        FOLLOW_30 = "follow-30", pgettext_lazy("survey", "Follow-up after 30 days")
        FOLLOW_90 = "follow-90", pgettext_lazy("survey", "Follow-up after 90 days")

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="surveys")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    is_open = models.BooleanField(default=False)
    # The letter that brought the link to those who were there: a follow-up is sent once.
    mailing = models.OneToOneField(Mailing, null=True, blank=True, on_delete=models.PROTECT, related_name="survey")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workshop", "kind"], name="survey_once")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.workshop_id}"

    @property
    def is_test(self) -> bool:
        return self.kind in {self.Kind.PRE_TEST, self.Kind.POST_TEST}


class SurveyItem(models.Model):
    """One question. Ratings are 1 (least) to 5 (most); a choice is answered by its place in `choices`, from 0."""

    class Kind(models.TextChoices):
        RATING = "rating", pgettext_lazy("survey item", "Five levels")
        CHOICE = "choice", pgettext_lazy("survey item", "One of several")
        TEXT = "text", pgettext_lazy("survey item", "Free text")

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    section = models.CharField(max_length=120, blank=True, default="")
    label = models.CharField(max_length=300)
    label_en = models.CharField(max_length=300, blank=True, default="")
    choices = models.JSONField(default=list)
    right = models.PositiveSmallIntegerField(null=True, blank=True)  # of a test: the place of the right choice

    class Meta:
        ordering: ClassVar = ["position", "id"]

    def __str__(self) -> str:
        return self.label


class SurveyResponse(models.Model):
    """One answered sheet: numbers by item in `marks`, free texts by item in `texts`.

    The id is random and made with the form, so that sending twice counts once; the day is all that is known of when.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="responses")
    answered_on = models.DateField()
    batch = models.PositiveSmallIntegerField(db_default=0)  # the first five are 0, the next five 1 (rules.evaluation)
    marks = models.JSONField(default=dict)
    texts = models.JSONField(default=dict)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(marks={}) | ~Q(texts={}), name="survey_response_says")]

    def __str__(self) -> str:
        return f"response to {self.survey_id}"
