"""Reach as roots repeat it: the policies' condition as a sub-query, which is planned as a join."""

_REACHED = """{} IN (SELECT reach.client_id FROM reach
    WHERE reach.organiser_id = ctx_organiser() AND reach.party_id = ctx_party() AND reach.scope <> 'ORDER'
        AND (ctx_role() <> 'REPRESENTATIVE' OR reach.client_id = ctx_on_behalf_of())
        AND (reach.ground <> 'EMERGENCY' OR ctx_role() IN ('ON_CALL_WORKER', 'TEAM_LEADER'))
        AND (reach.ground <> 'CARE_RELATIONSHIP' OR ctx_on_behalf_of() IS NULL)
        AND (reach.ground <> 'SUBSTITUTION' OR ctx_on_behalf_of() IS NOT NULL)
        AND reach.valid_from <= ctx_today()
        AND (reach.valid_until IS NULL OR reach.valid_until >= ctx_today()))"""


def reached(subject: str) -> str:
    """The condition that the caller reaches the client in a column."""
    return _REACHED.format(subject)
