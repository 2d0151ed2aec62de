"""What an organiser has set for today, as part of a statement."""

from sqlalchemy import ScalarSelect, func, select

from hb.access.model import Parameter, parameter


def parameter_today(name: Parameter) -> ScalarSelect[int]:
    """The value of a parameter that is valid today; NULL where the organiser has set none."""
    return (
        select(parameter.c.value)
        .where(
            parameter.c.organiser_id == func.ctx_organiser(),
            parameter.c.name == name,
            parameter.c.valid_from <= func.ctx_today(),
        )
        .order_by(parameter.c.valid_from.desc())
        .limit(1)
        .scalar_subquery()
    )
