"""Django's admin, for reference data only: stands in INSTALLED_APPS instead of `django.contrib.admin`."""

from django.contrib.admin import apps


class ReferenceAdminConfig(apps.AdminConfig):
    default_site = "pacc.accounts.admin_site.ReferenceAdminSite"
