"""Statements that write producers, their sites, approvals and payment accounts."""

from sqlalchemy import ARRAY, Text, Uuid, any_, exists, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.sql import bindparam, column, table, text

from hb.access.model import organiser, role_assignment
from hb.access.rules import Role
from hb.kit.statement import Statement
from hb.producers.model import (
    payment_account,
    producer,
    producer_approval,
    producer_user,
    service_point,
    service_unit,
)
from hb.producers.rules import ApprovalState

# A code table of hb.clients, which this module does not know.
municipality = table("municipality", column("code", Text))

_IS_MEMBER = exists().where(
    producer_user.c.id == func.ctx_actor(), producer_user.c.producer_id == bindparam("producer_id")
)

INSERT_PRODUCER = Statement(
    upsert(producer)
    .values({name: bindparam(name) for name in ("id", "business_id", "name", "kind")})
    .on_conflict_do_nothing()
)
BUSINESS_ID = Statement(select(producer.c.business_id).where(producer.c.id == bindparam("producer_id")))

CONFIRM_APPROVAL = Statement(
    text("""
UPDATE producer_approval SET register_source = CAST(:source AS text), confirmed_by = ctx_actor(),
  confirmed_at = ctx_now()
WHERE organiser_id = ctx_organiser() AND id = CAST(:approval_id AS uuid)
""")
)

INSERT_USER = Statement(
    upsert(producer_user)
    .values({name: bindparam(name) for name in ("id", "producer_id", "name", "role", "valid_from")})
    .on_conflict_do_nothing()
)

_applicant = select(bindparam("user_id", type_=Uuid).label("user_id")).subquery("applicant")

APPLICANT = Statement(
    select(func.coalesce(producer_user.c.producer_id, _applicant.c.user_id).label("party_id"))
    .select_from(_applicant.outerjoin(producer_user, producer_user.c.id == _applicant.c.user_id))
    .where(
        producer_user.c.id.is_(None)
        | (
            (producer_user.c.role == Role.PRODUCER_ADMINISTRATOR)
            & (producer_user.c.valid_from <= func.ctx_today())
            & (producer_user.c.valid_until.is_(None) | (producer_user.c.valid_until >= func.ctx_today()))
        ),
        ~exists().where(
            role_assignment.c.organiser_id == func.ctx_organiser(),
            role_assignment.c.user_id == _applicant.c.user_id,
        ),
        exists().where(organiser.c.id == func.ctx_organiser()),
    )
)
"""The producer whose administrator a user is, or the user itself when it is not yet a producer's user.

No row comes back for a user who had any role with the organiser: an ended role does not return this way. Nor
does one where there is no such organiser.
"""

_applied = upsert(producer_approval).values(
    organiser_id=func.ctx_organiser(),
    id=bindparam("id"),
    producer_id=bindparam("producer_id"),
    rule_book_version=bindparam("rule_book_version"),
    state=ApprovalState.APPLIED,
    applied_by=func.ctx_actor(),
    applied_at=func.ctx_now(),
)
APPLY = Statement(
    _applied.on_conflict_do_update(
        index_elements=["organiser_id", "producer_id"],
        set_={
            "rule_book_version": _applied.excluded.rule_book_version,
            "state": _applied.excluded.state,
            "segment": None,
            "applied_by": _applied.excluded.applied_by,
            "applied_at": _applied.excluded.applied_at,
            "decided_by": None,
            "decided_at": None,
            "reason": None,
            "register_source": None,
            "confirmed_by": None,
            "confirmed_at": None,
        },
        where=(producer_approval.c.state == ApprovalState.REJECTED)
        | (producer_approval.c.state == ApprovalState.REVOKED),
    ).returning(producer_approval.c.id)
)
"""A producer that was rejected or revoked may apply again, and is to be confirmed again; otherwise no row."""

APPROVAL = Statement(
    select(producer_approval.c.id, producer_approval.c.state).where(
        producer_approval.c.organiser_id == func.ctx_organiser(),
        producer_approval.c.producer_id == bindparam("producer_id"),
    )
)
LOCK_APPROVAL = Statement(
    select(
        producer_approval.c.id,
        producer_approval.c.state,
        producer_approval.c.confirmed_at.isnot(None).label("is_confirmed"),
        _IS_MEMBER.label("is_member"),
    )
    .where(
        producer_approval.c.organiser_id == func.ctx_organiser(),
        producer_approval.c.producer_id == bindparam("producer_id"),
    )
    .with_for_update(key_share=True)
)
DECIDE_APPROVAL = Statement(
    update(producer_approval)
    .where(
        producer_approval.c.organiser_id == func.ctx_organiser(),
        producer_approval.c.id == bindparam("approval_id"),
    )
    .values(
        state=bindparam("new_state"),
        segment=func.coalesce(bindparam("new_segment", type_=Text), producer_approval.c.segment),
        decided_by=func.ctx_actor(),
        decided_at=func.ctx_now(),
        reason=bindparam("why"),
    )
)

USERS_WITHOUT_STANDING = Statement(
    select(
        producer_user.c.id,
        producer_user.c.role,
        func.greatest(producer_user.c.valid_from, func.ctx_today()).label("valid_from"),
        producer_user.c.valid_until,
    )
    .where(
        producer_user.c.producer_id == bindparam("producer_id"),
        producer_user.c.valid_until.is_(None) | (producer_user.c.valid_until >= func.ctx_today()),
        ~exists().where(
            role_assignment.c.organiser_id == func.ctx_organiser(),
            role_assignment.c.user_id == producer_user.c.id,
            role_assignment.c.role == producer_user.c.role,
            role_assignment.c.party_id == producer_user.c.producer_id,
            role_assignment.c.valid_until.is_(None) | (role_assignment.c.valid_until >= func.ctx_today()),
        ),
    )
    .order_by(producer_user.c.id)
)

PROPOSE_ACCOUNT = Statement(
    text("""
WITH known AS (
  SELECT id FROM payment_account
  WHERE organiser_id = ctx_organiser() AND producer_id = CAST(:producer_id AS uuid)
    AND iban = CAST(:iban AS text) AND valid_from = CAST(:valid_from AS date)
), made AS (
  INSERT INTO payment_account (organiser_id, id, producer_id, iban, valid_from, proposed_by, proposed_at)
  SELECT ctx_organiser(), CAST(:id AS uuid), CAST(:producer_id AS uuid), CAST(:iban AS text),
    CAST(:valid_from AS date), ctx_actor(), ctx_now()
  WHERE NOT EXISTS (SELECT FROM known)
  RETURNING id
)
SELECT id, true AS is_new FROM made UNION ALL SELECT id, false FROM known LIMIT 1
""")
)
"""The same IBAN from the same day is one proposal."""

LOCK_ACCOUNT = Statement(
    select(
        payment_account.c.id,
        payment_account.c.producer_id,
        payment_account.c.iban,
        payment_account.c.valid_from,
        payment_account.c.proposed_by,
        payment_account.c.approved_by,
        exists()
        .where(
            producer_user.c.id == func.ctx_actor(),
            producer_user.c.producer_id == payment_account.c.producer_id,
        )
        .label("is_member"),
    )
    .where(
        payment_account.c.organiser_id == func.ctx_organiser(),
        payment_account.c.id == bindparam("account_id"),
    )
    .with_for_update(key_share=True, of=payment_account)
)
APPROVE_ACCOUNT = Statement(
    update(payment_account)
    .where(
        payment_account.c.organiser_id == func.ctx_organiser(),
        payment_account.c.id == bindparam("account_id"),
    )
    .values(approved_by=func.ctx_actor(), approved_at=func.ctx_now())
)
INSERT_UNIT = Statement(
    upsert(service_unit)
    .values({name: bindparam(name) for name in ("id", "producer_id", "soteri_oid", "name")})
    .on_conflict_do_nothing()
    .returning(service_unit.c.id)
)
OWN_UNIT = Statement(
    select(service_unit.c.id).where(
        service_unit.c.id == bindparam("unit_id"), service_unit.c.producer_id == bindparam("producer_id")
    )
)
MUNICIPALITIES = Statement(
    select(municipality.c.code).where(municipality.c.code == any_(bindparam("codes", type_=ARRAY(Text))))
)
INSERT_POINT = Statement(
    insert(service_point).values(
        {
            name: bindparam(name)
            for name in (
                "id",
                "service_unit_id",
                "producer_id",
                "name",
                "street_address",
                "postal_code",
                "municipality_code",
                "languages",
            )
        }
    )
)
INSERT_AREAS = Statement(
    text("""
INSERT INTO service_area (service_point_id, municipality_code)
SELECT CAST(:point_id AS uuid), code FROM unnest(CAST(:codes AS text[])) AS code
""")
)
