"""A Thai citizen id: 13 digits, the last of which checks the others."""

from stdnum.exceptions import ValidationError
from stdnum.th import pin

from pacc.thai.digits import clean_number


def clean_citizen_id(typed: str) -> str:
    """13 digits in Arabic figures. Raises ValueError where the number cannot be one."""
    number = clean_number(typed)
    try:
        return str(pin.validate(number))
    except ValidationError:
        raise ValueError("no citizen id") from None
