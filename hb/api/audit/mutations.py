"""Mutations on the use log."""

from hb.access.rules import Permission
from hb.api.audit import inputs, payloads
from hb.api.command import command
from hb.audit import service as audit
from hb.kit.errors import InvalidInput, NotFound

own_use_log_show = command(
    """Show a client who used their data (näytä oma käyttöloki, L 703/2023 11 §); the asking is recorded.

    A mutation because it leaves a trace.
    """,
    Permission.OWN_USE_LOG_READ,
    inputs.OwnUseLogShowInput,
    audit.own_use_log,
    shows=payloads.own_use_log,
    refuses=(InvalidInput, NotFound),
)

impact_assessment_record = command(
    """Record that the data protection impact assessment was done (kirjaa vaikutustenarviointi, GDPR art. 35):
    from then on workers' own surname and address may be compared with clients'.
    """,
    Permission.IMPACT_ASSESSMENT_RECORD,
    inputs.ImpactAssessmentRecordInput,
    audit.record_assessment,
    shows=payloads.ImpactAssessmentRecordPayload,
    refuses=(InvalidInput,),
)

MUTATIONS = (own_use_log_show, impact_assessment_record)
