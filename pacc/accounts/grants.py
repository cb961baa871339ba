"""What the site's role may do with people: members are its business, staff are not even visible to it."""

from pacc.database_roles import EVERYTHING, Policy

SITE = {
    "accounts_user": ("SELECT", "INSERT", "UPDATE"),
    "accounts_sitesession": EVERYTHING,
    "accounts_desksession": (),
    "accounts_sitecounter": EVERYTHING,
    "accounts_deskcounter": (),
    "accounts_invitation": (),
    # Confirmation links are signed, not stored.
    "account_emailconfirmation": (),
}

# The desk reads a member's row beside her membership: no day that Python cannot read.
_READABLE = (
    "joined_on BETWEEN '2000-01-01' AND current_date + 1"
    " AND (last_login IS NULL OR last_login BETWEEN '2000-01-01' AND now() + interval '1 day')"
)
_OWN_USERS = "EXISTS (SELECT 1 FROM accounts_user u WHERE u.id = user_id)"

POLICIES = [
    Policy("accounts_user", "NOT is_staff", insert=_READABLE, update=_READABLE),
    # The rows of visible users: the inner query runs under the policy above.
    Policy("account_emailaddress", _OWN_USERS),
    Policy("mfa_authenticator", _OWN_USERS),
    Policy("usersessions_usersession", _OWN_USERS),
]
