"""What the site's role may do with offices, places and networks."""

from pacc.database_roles import Policy

SITE = {
    "networks_office": ("SELECT",),
    "networks_province": ("SELECT",),
    "networks_district": ("SELECT",),
    "networks_subdistrict": ("SELECT",),
    "networks_provinceoffice": ("SELECT",),
    "networks_posting": (),
    "networks_network": ("SELECT",),
    "networks_invitation": ("SELECT", "UPDATE (accepted_by_id, accepted_on)"),
    "networks_membership": ("SELECT", "INSERT", "UPDATE"),
}

POLICIES: list[Policy] = []
