"""Template tags of every page: menus, the other language, phrases that stay together."""

from typing import Any

from django import template
from django.forms import BaseForm
from django.http import HttpRequest
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.template.defaultfilters import stringfilter
from django.urls import NoReverseMatch, Resolver404, resolve, reverse, translate_url
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

from pacc import menus
from pacc.thai.words import WORD_JOINER, keep_whole

register = template.Library()

# Each language under its own name; the codes are settings.LANGUAGES.
_OTHER_LANGUAGE = {"th": ("en", "English"), "en": ("th", "ไทย")}


@register.simple_tag(takes_context=True)
def menu(context: Context, place: str) -> list[menus.ShownEntry]:
    """The entries of a menu: {% menu "main" as entries %}. Asked for once a page, however often it stands there."""
    request, known = context.get("request"), context.render_context
    if not isinstance(request, HttpRequest):
        return []
    key = f"menu {place}"
    if key not in known:
        known[key] = menus.entries_of(place, request)
    entries: list[menus.ShownEntry] = known[key]
    return entries


@register.simple_tag
def home_url() -> str:
    """The zone's first page, in the reader's language."""
    try:
        return reverse("home")
    except NoReverseMatch:
        return "/"


@register.simple_tag(takes_context=True)
def language_link(context: Context) -> SafeString:
    """A plain link to the same page in the other language; a page that is nowhere leads to its first page."""
    request = context.get("request")
    code, name = _OTHER_LANGUAGE.get(get_language() or "th", _OTHER_LANGUAGE["th"])
    with override(code):
        url = home_url()
    if isinstance(request, HttpRequest):
        try:
            resolve(request.path_info)
        except Resolver404:
            pass
        else:
            url = translate_url(request.get_full_path(), code)
    return format_html('<a href="{}" lang="{}" hreflang="{}">{}</a>', url, code, code, name)


class _PhrasesNode(template.Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        text = keep_whole(self.nodelist.render(context))
        # Already escaped by the nodes within.
        parts = ((mark_safe(part.strip()),) for part in text.split("|"))  # noqa: S308
        joined = format_html_join(" ", '<span class="nw">{}</span>', parts)
        return mark_safe(joined.replace("~", '</span><span class="nw">'))  # noqa: S308


@register.tag
def phrases(parser: Parser, token: Token) -> _PhrasesNode:
    """{% phrases %}words that | stay together{% endphrases %}: a line ends between phrases while they fit.

    "~" parts phrases that Thai writes without a space.
    """
    nodelist = parser.parse(("endphrases",))
    parser.delete_first_token()
    return _PhrasesNode(nodelist)


@register.simple_tag
def corrections(form: BaseForm) -> list[dict[str, Any]]:
    """Each thing to correct on a form with the id of its box, in the order of the page."""
    listed: list[dict[str, Any]] = [{"message": message, "target": ""} for message in form.non_field_errors()]
    for field in form:
        target = "" if field.is_hidden else getattr(field, "target", field.id_for_label)
        listed += [{"message": message, "target": target} for message in field.errors]
    return listed


@register.filter(is_safe=True)
@stringfilter
def plain(text: str) -> str:
    """The text without joiners, for a title, which has no line's end."""
    return text.replace(WORD_JOINER, "")
