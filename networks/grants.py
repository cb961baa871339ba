"""What the site's role may do with offices, places and networks."""

from pacc.database_roles import Policy, near_today

SITE = {
    "networks_office": ("SELECT",),
    "networks_province": ("SELECT",),
    "networks_district": ("SELECT",),
    "networks_subdistrict": ("SELECT",),
    "networks_provinceoffice": ("SELECT",),
    "networks_provincechange": (),
    "networks_provincechange_provinces": (),
    "networks_posting": (),
    "networks_network": ("SELECT",),
    "networks_invitation": ("SELECT", "UPDATE (accepted_by_id, accepted_on)"),
    "networks_membership": ("SELECT", "INSERT", "UPDATE"),
}

_SINCE = "since BETWEEN '2000-01-01' AND current_date + 1"

POLICIES = [
    # The desk lists members and invitations: days that Python cannot read would stop its pages.
    Policy("networks_membership", "true", insert=_SINCE, update=_SINCE),
    Policy("networks_invitation", "true", update=f"accepted_on IS NULL OR {near_today('accepted_on')}"),
]
