"""What each role may do, and what a narrower reach leaves of it."""

from collections.abc import Mapping
from enum import StrEnum

from hb.access.rules.roles import Role


class Permission(StrEnum):
    """What a role may do, as noun:verb; reading also needs reach to the client."""

    ASSESSMENT_EDIT = "assessment:edit"
    ASSESSMENT_READ = "assessment:read"
    AUDIT_READ = "audit:read"
    BUDGET_DECIDE = "budget:decide"
    BUDGET_PREPARE = "budget:prepare"
    BUDGET_READ = "budget:read"
    CARE_ASSIGN = "care:assign"
    CATALOGUE_READ = "catalogue:read"
    CHANNEL_RULE_READ = "channel-rule:read"
    CLIENT_READ = "client:read"
    CLIENT_REGISTER = "client:register"
    CONTACT_CHANGE = "contact:change"
    CONTACT_DISCLOSE = "contact:disclose"
    DEATH_CORRECT = "death:correct"
    DEATH_RECORD = "death:record"
    DELIVERY_READ = "delivery:read"
    DELIVERY_REPORT = "delivery:report"
    DISCLOSURE_READ = "disclosure:read"
    EMERGENCY_OPEN = "emergency:open"
    EMERGENCY_REVIEW = "emergency:review"
    FILED_CONTACT_COMPARE = "filed-contact:compare"
    FILED_CONTACT_READ = "filed-contact:read"
    FILED_CONTACT_RESOLVE = "filed-contact:resolve"
    HETU_CHANGE = "hetu:change"
    HETU_SHOW = "hetu:show"
    IMPACT_ASSESSMENT_RECORD = "impact-assessment:record"
    LETTER_BATCH_REMAKE = "letter-batch:remake"
    LOOK_REVIEW = "look:review"
    MATTER_CLOSE = "matter:close"
    MATTER_OPEN = "matter:open"
    MESSAGE_READ = "message:read"
    MESSAGE_RESEND = "message:resend"
    MONTH_CLOSE = "month:close"
    NODE_READ = "node:read"
    OFFERING_APPROVE = "offering:approve"
    OFFERING_EDIT = "offering:edit"
    ORDER_ANSWER = "order:answer"
    ORDER_READ = "order:read"
    OWN_USE_LOG_READ = "own-use-log:read"
    PLAN_APPROVE = "plan:approve"
    PLAN_EDIT = "plan:edit"
    PLAN_READ = "plan:read"
    PRICE_APPROVE = "price:approve"
    PRICE_PROPOSE = "price:propose"
    PRODUCER_APPLY = "producer:apply"
    PRODUCER_APPROVE = "producer:approve"
    PRODUCER_CONTACT_CHANGE = "producer-contact:change"
    PRODUCER_READ = "producer:read"
    PROPOSAL_MAKE = "proposal:make"
    RECORD_MERGE = "record:merge"
    REPORTING_EXCEPTION_GRANT = "reporting-exception:grant"
    REPRESENTATION_RECORD = "representation:record"
    SCHEMA_READ = "schema:read"
    SETTLEMENT_CHECK = "settlement:check"
    SETTLEMENT_READ = "settlement:read"
    SETTLEMENT_RELEASE = "settlement:release"
    SPEND_READ = "spend:read"
    SUBSTITUTE_ASSIGN = "substitute:assign"
    TASK_CLOSE = "task:close"
    TASK_READ = "task:read"
    TRANSFER_READ = "transfer:read"
    UNSENT_MESSAGE_READ = "unsent-message:read"
    USE_LOG_READ = "use-log:read"
    WEBHOOK_EDIT = "webhook:edit"
    WEBHOOK_READ = "webhook:read"
    WEBHOOK_TEST = "webhook:test"
    WORKER_TRAIT_RECORD = "worker-trait:record"
    WORK_READ = "work:read"
    WORK_RETRY = "work:retry"


_CARE_READING = frozenset(
    {
        Permission.ASSESSMENT_READ,
        Permission.BUDGET_READ,
        Permission.CATALOGUE_READ,
        Permission.CLIENT_READ,
        Permission.DELIVERY_READ,
        Permission.DISCLOSURE_READ,
        Permission.MESSAGE_READ,
        Permission.NODE_READ,
        Permission.ORDER_READ,
        Permission.PLAN_READ,
        Permission.PRODUCER_READ,
        Permission.TASK_CLOSE,
        Permission.TASK_READ,
        Permission.TRANSFER_READ,
        Permission.UNSENT_MESSAGE_READ,
    }
)
_CARE_PREPARING = _CARE_READING | {
    Permission.ASSESSMENT_EDIT,
    Permission.BUDGET_PREPARE,
    Permission.CLIENT_REGISTER,
    Permission.CONTACT_CHANGE,
    Permission.CONTACT_DISCLOSE,
    Permission.FILED_CONTACT_READ,
    Permission.FILED_CONTACT_RESOLVE,
    Permission.DEATH_RECORD,
    Permission.HETU_SHOW,
    Permission.MATTER_CLOSE,
    Permission.MATTER_OPEN,
    Permission.PLAN_EDIT,
    Permission.PROPOSAL_MAKE,
    Permission.REPRESENTATION_RECORD,
}
_OWN = frozenset(
    {
        Permission.ASSESSMENT_READ,
        Permission.BUDGET_READ,
        Permission.CATALOGUE_READ,
        Permission.CLIENT_READ,
        Permission.CONTACT_CHANGE,
        Permission.DELIVERY_READ,
        Permission.DISCLOSURE_READ,
        Permission.MESSAGE_READ,
        Permission.NODE_READ,
        Permission.ORDER_READ,
        Permission.OWN_USE_LOG_READ,
        Permission.PLAN_EDIT,
        Permission.PLAN_READ,
        Permission.PRODUCER_READ,
        Permission.TRANSFER_READ,
    }
)
_PRODUCER_REPORTING = frozenset(
    {
        Permission.CATALOGUE_READ,
        Permission.DELIVERY_REPORT,
        Permission.MESSAGE_READ,
        Permission.NODE_READ,
        Permission.ORDER_ANSWER,
        Permission.ORDER_READ,
        Permission.PRODUCER_READ,
        Permission.SETTLEMENT_READ,
    }
)
_MONEY_READING = frozenset(
    {
        Permission.CATALOGUE_READ,
        Permission.MESSAGE_READ,
        Permission.NODE_READ,
        Permission.PRODUCER_READ,
        Permission.SETTLEMENT_READ,
        Permission.SPEND_READ,
        Permission.TRANSFER_READ,
    }
)

PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.SERVICE_GUIDE: _CARE_PREPARING,
    Role.SOCIAL_WORKER: _CARE_PREPARING
    | {Permission.BUDGET_DECIDE, Permission.HETU_CHANGE, Permission.PLAN_APPROVE},
    Role.TEAM_LEADER: _CARE_READING
    | {
        Permission.CARE_ASSIGN,
        Permission.DEATH_CORRECT,
        Permission.DEATH_RECORD,
        Permission.EMERGENCY_REVIEW,
        Permission.FILED_CONTACT_COMPARE,
        Permission.FILED_CONTACT_READ,
        Permission.FILED_CONTACT_RESOLVE,
        Permission.HETU_CHANGE,
        Permission.RECORD_MERGE,
        Permission.SUBSTITUTE_ASSIGN,
    },
    Role.ON_CALL_WORKER: _CARE_READING | {Permission.CONTACT_DISCLOSE, Permission.EMERGENCY_OPEN},
    Role.PRODUCER_COORDINATOR: frozenset(
        {
            Permission.CATALOGUE_READ,
            Permission.MESSAGE_READ,
            Permission.NODE_READ,
            Permission.OFFERING_APPROVE,
            Permission.PRICE_APPROVE,
            Permission.PRODUCER_APPROVE,
            Permission.PRODUCER_READ,
        }
    ),
    Role.INVOICE_CHECKER: _MONEY_READING | {Permission.SETTLEMENT_CHECK},
    Role.PAYMENT_APPROVER: _MONEY_READING | {Permission.SETTLEMENT_RELEASE},
    Role.CONTROLLER: _MONEY_READING
    | {Permission.MONTH_CLOSE, Permission.REPORTING_EXCEPTION_GRANT, Permission.SETTLEMENT_CHECK},
    Role.AUDITOR: frozenset(
        {
            Permission.AUDIT_READ,
            Permission.DISCLOSURE_READ,
            Permission.IMPACT_ASSESSMENT_RECORD,
            Permission.LOOK_REVIEW,
            Permission.NODE_READ,
            Permission.USE_LOG_READ,
            Permission.WORKER_TRAIT_RECORD,
        }
    ),
    Role.CLIENT: _OWN,
    Role.REPRESENTATIVE: _OWN,
    Role.PRODUCER_ADMINISTRATOR: _PRODUCER_REPORTING
    | {
        Permission.OFFERING_EDIT,
        Permission.PRICE_PROPOSE,
        Permission.PRODUCER_APPLY,
        Permission.PRODUCER_CONTACT_CHANGE,
        Permission.WEBHOOK_EDIT,
        Permission.WEBHOOK_READ,
        Permission.WEBHOOK_TEST,
    },
    Role.PRODUCER_REPORTER: _PRODUCER_REPORTING,
    Role.SERVICE_ACCOUNT: _PRODUCER_REPORTING
    | {Permission.OFFERING_EDIT, Permission.PRICE_PROPOSE, Permission.WEBHOOK_TEST},
    Role.DEVELOPER: frozenset({Permission.CATALOGUE_READ, Permission.NODE_READ, Permission.SCHEMA_READ}),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.CHANNEL_RULE_READ,
            Permission.LETTER_BATCH_REMAKE,
            Permission.MESSAGE_READ,
            Permission.MESSAGE_RESEND,
            Permission.NODE_READ,
            Permission.WEBHOOK_READ,
            Permission.WORK_READ,
            Permission.WORK_RETRY,
        }
    ),
    Role.SYSTEM: frozenset(),
}
"""What each role may do; printed to graphql/permissions.md."""

APPLICANT_PERMISSIONS = frozenset(
    {
        Permission.CATALOGUE_READ,
        Permission.MESSAGE_READ,
        Permission.NODE_READ,
        Permission.PRODUCER_APPLY,
        Permission.PRODUCER_READ,
    }
)
"""What is left of a producer's administrator while no organiser has approved the producer."""


class Ground(StrEnum):
    """Why a party reaches a client."""

    SELF = "SELF"
    CARE_RELATIONSHIP = "CARE_RELATIONSHIP"
    TEAM = "TEAM"
    SUBSTITUTION = "SUBSTITUTION"
    REPRESENTATION = "REPRESENTATION"
    ORDER = "ORDER"
    EMERGENCY = "EMERGENCY"


class Scope(StrEnum):
    """How far reach goes; ORDER sees the orders addressed to the party and nothing else of the client."""

    FULL = "FULL"
    FINANCIAL = "FINANCIAL"
    VIEW = "VIEW"
    ORDER = "ORDER"


SCOPE_PERMISSIONS: Mapping[Scope, frozenset[Permission]] = {
    Scope.FULL: frozenset(Permission),
    Scope.FINANCIAL: _OWN
    - {
        Permission.ASSESSMENT_READ,
        Permission.CONTACT_CHANGE,
        Permission.DISCLOSURE_READ,
        Permission.OWN_USE_LOG_READ,
    },
    Scope.VIEW: _OWN
    - {
        Permission.CONTACT_CHANGE,
        Permission.DISCLOSURE_READ,
        Permission.OWN_USE_LOG_READ,
        Permission.PLAN_EDIT,
    },
    Scope.ORDER: frozenset(),
}
"""What is left of a role's permissions under a scope that is not full.

FINANCIAL is a guardian in matters of property and economy (holhoustoimilaki 442/1999 29 §): money is theirs
to see and to plan, the client's needs and own words are not, nor is speaking in personal matters (L 812/2000
9 §). VIEW is an authorisation to look on the client's behalf and changes nothing. Who has used the client's
data, and to whom a place was disclosed (asiakastietolaki 703/2023 10-11 §), is shown to the client and to a
representative with full power.
"""
