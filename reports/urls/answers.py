"""/answers/ - answer templates, one's own and the office's."""

from django.urls import URLPattern, path

from reports.views import answer_templates

app_name = "answers"

urlpatterns: list[URLPattern] = [
    path("", answer_templates.template_list, name="template_list"),
    path("new/", answer_templates.template_new, name="template_new"),
    # /answers/<pk>/...
    path("<int:pk>/", answer_templates.template_detail, name="template_detail"),
    path("<int:pk>/retire/", answer_templates.template_retire, name="template_retire"),
]
