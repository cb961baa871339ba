"""Django's own i18n tags, but that a page's translated words stay whole at a line's end.

By its name this library stands in for Django's: every `{% load i18n %}` gets it, and no template has to think of it.
What people typed stays as they typed it, also within a translated sentence. Mails (.txt) and `as` variables keep the
plain words: there is no line's end to keep, or a value to compare.
"""

import re

from django import template
from django.template.base import Node, Parser, Token, render_value_in_context
from django.template.context import Context
from django.templatetags import i18n
from django.utils.safestring import mark_safe

from pacc.thai.words import keep_whole

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)

# Around a value within a sentence while the sentence is put together; from the private use area.
_VALUE, _END = "\ue0f0", "\ue0f1"
_PARTS = re.compile(f"({_VALUE}.*?{_END})", re.DOTALL)


def _is_mail(context: Context) -> bool:
    return bool(context.template and (context.template.name or "").endswith(".txt"))


class _Translated(Node):
    """{% translate %}: all of it is the portal's own."""

    child_nodelists = ()

    def __init__(self, node: Node) -> None:
        self.node = node

    def render(self, context: Context) -> str:
        text = self.node.render(context)
        return text if _is_mail(context) else keep_whole(text)


class _TranslatedBlock(Node):
    """{% blocktranslate %}: the sentence is the portal's own, the values in it are not."""

    child_nodelists = ()

    def __init__(self, node: i18n.BlockTranslateNode) -> None:
        self.node = node
        self.given = node.extra_context
        node.extra_context = {}
        _singular, names = node.render_token_list(node.singular)
        _plural, more = node.render_token_list(node.plural) if node.plural else ("", [])
        self.names = {*names, *more}

    def render(self, context: Context) -> str:
        given = {name: value.resolve(context) for name, value in self.given.items()}
        counted = str(self.node.counter) if self.node.counter else None
        with context.push(**given):
            marked = {
                name: mark_safe(f"{_VALUE}{render_value_in_context(context[name], context)}{_END}")  # noqa: S308
                for name in self.names
                if name in context and name != counted
            }
            with context.push(**marked):
                text = self.node.render(context)
        parts = [
            part.strip(_VALUE + _END) if part.startswith(_VALUE) else part if _is_mail(context) else keep_whole(part)
            for part in _PARTS.split(text)
        ]
        return "".join(parts)


def translate(parser: Parser, token: Token) -> Node:
    return _Translated(i18n.do_translate(parser, token))


def block_translate(parser: Parser, token: Token) -> Node:
    node = i18n.do_block_translate(parser, token)
    return node if node.asvar else _TranslatedBlock(node)


for _name in ("trans", "translate"):
    register.tag(_name, translate)
for _name in ("blocktrans", "blocktranslate"):
    register.tag(_name, block_translate)
