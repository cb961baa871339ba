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

_OWN_USERS = "EXISTS (SELECT 1 FROM accounts_user u WHERE u.id = user_id)"

POLICIES = [
    Policy("accounts_user", "NOT is_staff"),
    # The rows of visible users: the inner query runs under the policy above.
    Policy("account_emailaddress", _OWN_USERS),
    Policy("mfa_authenticator", _OWN_USERS),
    Policy("usersessions_usersession", _OWN_USERS),
]
