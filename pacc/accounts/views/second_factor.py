"""Setting up and proving the second factor; allauth does the work."""

import base64
from io import BytesIO
from typing import Any

import qrcode
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from pacc.accounts.models import User
from pacc.accounts.second_factor import note_second_factor


class ActivateApp(ActivateTOTPView):  # type: ignore[misc]
    """An authenticator app: the QR code as a picture that needs no SVG, the key as text, the first code."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        told: dict[str, Any] = super().get_context_data(**kwargs)
        secret = told["form"].secret
        told["secret_in_groups"] = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        told["qr_png"] = _png(told["totp_url"])
        return told

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _proved(self.request, "totp")
        # SECURITY: the code that set it up signs nobody in again.
        self.request.user.authenticator_set.get(type="totp").wrap().validate_code(form.cleaned_data["code"])
        return response


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _proved(self.request, "webauthn")
        return response


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    """Not the last second factor of somebody at the desk: allauth asks that of the app only."""

    def form_valid(self, form: Any) -> HttpResponse:
        adapter = get_adapter()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return HttpResponseRedirect(reverse("mfa_index"))
        response: HttpResponse = super().form_valid(form)
        return response


def _proved(request: HttpRequest, kind: Any) -> None:
    if isinstance(request.user, User):
        note_second_factor(request, request.user, kind)


def _png(text: str) -> str:
    """A QR code as a data address."""
    picture = BytesIO()
    qrcode.make(text, box_size=5, border=4).save(picture)
    return f"data:image/png;base64,{base64.b64encode(picture.getvalue()).decode()}"
