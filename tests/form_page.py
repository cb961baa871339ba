"""A page that asks with every kind of field: what templates/forms/ draw is looked at here, whoever uses it."""

from django import forms
from django.http import HttpResponse
from django.template import engines
from django.urls import path

from pacc.forms import Form, LongTextField, ThaiDateField
from pacc.urls import site

PAGE = """{% extends "base_ask.html" %}{% block title %}Every field{% endblock title %}
{% block exitbar %}{% endblock exitbar %}
{% block main %}<form method="post" novalidate>{% csrf_token %}
{{ form.kind.as_question }}
{% for field in form %}{% if field.name != "kind" %}{{ field.as_field_group }}{% endif %}{% endfor %}
<div class="acts"><button class="btn">ส่งคำตอบ</button></div></form>{% endblock main %}"""


class EveryFieldForm(Form):
    leaves_no_trace = True

    kind = forms.ChoiceField(
        label="เรื่องนี้เป็นเรื่องใด", choices=[("a", "ถนน"), ("b", "ใบอนุญาต"), ("x", "ไม่ทราบ")], widget=forms.RadioSelect
    )
    province = forms.ChoiceField(label="จังหวัด", choices=[("", "เลือกจังหวัด"), ("32", "สุรินทร์")])
    place = forms.CharField(label="จุดสังเกต", required=False, max_length=5, help_text="เช่น ถนนหน้าวัด หมู่ 4")
    agencies = forms.MultipleChoiceField(
        label="เคยแจ้งที่ใด", choices=[("1", "ศูนย์ดำรงธรรม"), ("2", "ป.ป.ช.")], widget=forms.CheckboxSelectMultiple
    )
    when = ThaiDateField(label="เกิดขึ้นเมื่อใด", past=True, help_text="ทราบเพียงเดือนหรือปีก็ได้")
    what = LongTextField(label="เกิดอะไรขึ้น", max_length=20000)
    file = forms.FileField(label="แนบไฟล์", required=False)
    email = forms.EmailField(label="อีเมล")
    password = forms.CharField(label="รหัสผ่าน", widget=forms.PasswordInput)
    agree = forms.BooleanField(label="อ่านแล้ว", help_text="หน้าความปลอดภัยของผู้แจ้ง")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].hints = {"a": "หรืออาคาร"}
        self.fields["kind"].dividers = ("x",)


def every_field(request):
    form = EveryFieldForm(request.POST or None, request.FILES or None)
    page = engines["django"].from_string(PAGE).render({"form": form}, request)
    return HttpResponse(page, status=422 if form.is_bound and not form.is_valid() else 200)


urlpatterns = [path("every-field/", every_field), *site.urlpatterns]
