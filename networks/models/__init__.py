"""Offices, places, postings and networks."""

from networks.models.invitation import Invitation
from networks.models.network import Membership, Network
from networks.models.office import Office, ProvinceOffice
from networks.models.place import District, Province, Subdistrict
from networks.models.posting import Posting
from networks.models.province_change import ProvinceChange

__all__ = [
    "District",
    "Invitation",
    "Membership",
    "Network",
    "Office",
    "Posting",
    "Province",
    "ProvinceChange",
    "ProvinceOffice",
    "Subdistrict",
]
