"""Where producers give their services: units registered in Soteri and their service points."""

from dataclasses import dataclass
from uuid import UUID

from hb.access import service as access
from hb.access.rules import Actor, Permission
from hb.audit import service as audit
from hb.kit.errors import NotFound
from hb.kit.transaction import Transaction
from hb.producers import queries, rules
from hb.producers.rules import ServicePointWish, ServiceUnitWish
from hb.producers.service.standing import approval_state, own_producer


@dataclass(frozen=True, slots=True)
class ServiceUnitAdded:
    """The service unit that was added."""

    service_unit_id: UUID


@dataclass(frozen=True, slots=True)
class ServicePointAdded:
    """The service point that was added."""

    service_point_id: UUID


async def add_service_unit(tx: Transaction, actor: Actor, wish: ServiceUnitWish) -> ServiceUnitAdded:
    """Add a unit registered in Soteri to the actor's producer; units belong to no organiser.

    Raises:
        InvalidInput: the OID or the name breaks its form, or the OID is of another organisation.
        SoteriOidTaken: the unit is there already.
        NotFound: the producer has never applied to this organiser.
    """
    access.require(actor, Permission.PRODUCER_APPLY)
    producer_id = own_producer(actor)
    await approval_state(tx, producer_id)
    registered = await tx.row(queries.BUSINESS_ID, producer_id=producer_id)
    if registered is None:
        raise NotFound("input", "producerId")
    unit = rules.checked_unit(wish, registered["business_id"])
    added = await tx.row(
        queries.INSERT_UNIT,
        id=tx.new_id(),
        producer_id=producer_id,
        soteri_oid=unit.soteri_oid,
        name=unit.name,
    )
    if added is None:
        raise rules.SoteriOidTaken("input", "soteriOid")
    audit.record(tx, actor, "service-unit:add", subject_id=added["id"])
    return ServiceUnitAdded(added["id"])


async def add_service_point(tx: Transaction, actor: Actor, wish: ServicePointWish) -> ServicePointAdded:
    """Add a place to a unit of the actor's producer, with the municipalities and languages it serves.

    Raises:
        NotFound: the unit is not this producer's.
        InvalidInput: a field breaks its form, or a municipality is unknown.
    """
    access.require(actor, Permission.PRODUCER_APPLY)
    producer_id = own_producer(actor)
    if await tx.row(queries.OWN_UNIT, unit_id=wish.service_unit_id, producer_id=producer_id) is None:
        raise NotFound("input", "serviceUnitId")
    codes = [wish.municipality_code, *wish.served_municipalities]
    known_codes = [row["code"] for row in await tx.rows(queries.MUNICIPALITIES, codes=codes)]
    point = rules.checked_point(wish, known_codes)
    point_id = tx.new_id()
    await tx.execute(
        queries.INSERT_POINT,
        id=point_id,
        service_unit_id=point.service_unit_id,
        producer_id=producer_id,
        name=point.name,
        street_address=point.street_address,
        postal_code=point.postal_code,
        municipality_code=point.municipality_code,
        languages=point.languages,
    )
    await tx.execute(queries.INSERT_AREAS, point_id=point_id, codes=point.served_municipalities)
    audit.record(tx, actor, "service-point:add", subject_id=point_id)
    return ServicePointAdded(point_id)
