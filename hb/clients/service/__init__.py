"""What is done to clients and around them: one function per command."""

from hb.clients.service.care import assign_care, end_care
from hb.clients.service.contacts import contact_workers
from hb.clients.service.emergency import open_emergency_access, review_emergency_access
from hb.clients.service.filed_contacts import accept_filed_contact, open_filed_contact
from hb.clients.service.going_on import require_going_on
from hb.clients.service.identity import change_hetu, read_hetu, show_hetu
from hb.clients.service.informing import Notification, tell_all_parties, tell_parties
from hb.clients.service.matters import close_matter, open_matter
from hb.clients.service.registration import hide_contact, register, replace_contact
from hb.clients.service.representation import (
    change_representative_address,
    end_representation,
    record_representation,
)
from hb.clients.service.resolving import (
    compare_filed_contact,
    pass_on,
    read_comparison,
    reject_filed_contact,
)
from hb.clients.service.substitution import assign_substitute, end_substitute
from hb.clients.service.typed_codes import count_typed_code

__all__ = [
    "Notification",
    "accept_filed_contact",
    "assign_care",
    "assign_substitute",
    "change_hetu",
    "change_representative_address",
    "close_matter",
    "compare_filed_contact",
    "contact_workers",
    "count_typed_code",
    "end_care",
    "end_representation",
    "end_substitute",
    "hide_contact",
    "open_emergency_access",
    "open_filed_contact",
    "open_matter",
    "pass_on",
    "read_comparison",
    "read_hetu",
    "record_representation",
    "register",
    "reject_filed_contact",
    "replace_contact",
    "require_going_on",
    "review_emergency_access",
    "show_hetu",
    "tell_all_parties",
    "tell_parties",
]
