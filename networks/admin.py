"""Reference data in Django's admin: offices, and which office covers which province."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.http import HttpRequest

from networks.models import District, Office, Province, ProvinceOffice, Subdistrict
from networks.models.place import Place
from pacc.accounts.models import User
from pacc.ledger.record import record

if TYPE_CHECKING:
    OfficeBase = admin.ModelAdmin[Office]
    ProvinceOfficeBase = admin.ModelAdmin[ProvinceOffice]
    PlaceBase = admin.ModelAdmin[Place]
else:
    OfficeBase = ProvinceOfficeBase = PlaceBase = admin.ModelAdmin


@admin.register(Office)
class OfficeAdmin(OfficeBase):
    list_display = ("number", "name_th", "phone")
    fields = ("name_th", "name_en", "short_th", "seat_th", "seat_en", "address_th", "phone")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Office, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        record(
            "networks.office_edited", by=cast(User, request.user), office_number=obj.number, fields=form.changed_data
        )


@admin.register(ProvinceOffice)
class ProvinceOfficeAdmin(ProvinceOfficeBase):
    """Looked up here. It is changed on the portal's own page, with a reason, after a look at what would move."""

    list_display = ("province", "office", "valid_from", "valid_to", "disputed")
    list_filter = ("office", "disputed")
    list_select_related = ("province", "office")
    search_fields = ("province__name_th", "province__name_en")
    fields = ("province", "office", "valid_from", "valid_to", "disputed", "note")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PlaceAdmin(PlaceBase):
    """From the package geothai: looked up here, not edited."""

    search_fields = ("name_th", "name_en", "code")
    list_display = ("code", "name_th", "name_en")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


admin.site.register([Province, District, Subdistrict], PlaceAdmin)
