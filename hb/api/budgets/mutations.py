"""Mutations by which budgets are prepared, decided, changed and ended."""

from hb.access.rules import Actor, Permission
from hb.api.budgets import inputs
from hb.api.budgets.types import Budget, Decision
from hb.api.ids import optional_uuid_of, uuid_of
from hb.api.permission import mutation
from hb.api.request import Info, PayloadReader, execute
from hb.budgets import service as budgets
from hb.budgets.rules import BudgetChange, BudgetContent, BudgetDecided, BudgetPreparation, BudgetSaved
from hb.kit.transaction import Transaction


@mutation(Permission.BUDGET_PREPARE)
async def budget_prepare(info: Info, input: inputs.BudgetPrepareInput) -> inputs.BudgetPreparePayload:  # noqa: A002 the argument's name
    """Prepare a budget for a client (valmistele budjetti); it has no money before the decision.

    May refuse with NOT_FOUND, INVALID_INPUT, OVERLAPPING_VALIDITY.
    """

    async def work(tx: Transaction, actor: Actor) -> BudgetSaved:
        preparation = BudgetPreparation(
            client_id=uuid_of(input.client_id, "Client", "input", "clientId"),
            proposal_id=optional_uuid_of(input.proposal_id, "BudgetProposal", "input", "proposalId"),
            slicing=input.slicing,
            valid_from=input.valid_from,
            valid_until=input.valid_until,
            lines=inputs.lines_of(input.lines),
        )
        return await budgets.prepare(tx, actor, preparation)

    async def payload(read: PayloadReader, done: BudgetSaved) -> inputs.BudgetPreparePayload:
        return inputs.BudgetPreparePayload(budget=await read.one(Budget, "budget", done.budget_id))

    return await execute(info, input, inputs.BudgetPreparePayload, BudgetSaved, work, payload)


@mutation(Permission.BUDGET_PREPARE)
async def budget_preparation_change(
    info: Info,
    input: inputs.BudgetPreparationChangeInput,  # noqa: A002 the argument's name
) -> inputs.BudgetPreparationChangePayload:
    """Replace the months and lines of a budget that is not decided yet (muuta valmistelua).

    May refuse with NOT_FOUND, WRONG_STATE, VERSION_CONFLICT, INVALID_INPUT, OVERLAPPING_VALIDITY.
    """

    async def work(tx: Transaction, actor: Actor) -> BudgetSaved:
        content = BudgetContent(
            slicing=input.slicing,
            valid_from=input.valid_from,
            valid_until=input.valid_until,
            lines=inputs.lines_of(input.lines),
        )
        budget_id = uuid_of(input.budget_id, "Budget", "input", "budgetId")
        return await budgets.change_preparation(tx, actor, budget_id, input.expected_version, content)

    async def payload(read: PayloadReader, done: BudgetSaved) -> inputs.BudgetPreparationChangePayload:
        return inputs.BudgetPreparationChangePayload(budget=await read.one(Budget, "budget", done.budget_id))

    return await execute(info, input, inputs.BudgetPreparationChangePayload, BudgetSaved, work, payload)


@mutation(Permission.BUDGET_DECIDE)
async def budget_decide(info: Info, input: inputs.BudgetDecideInput) -> inputs.BudgetDecidePayload:  # noqa: A002 the argument's name
    """Grant a prepared budget (päätä budjetista); the client and who speaks for the client are told.

    May refuse with NOT_FOUND, WRONG_STATE, VERSION_CONFLICT, INVALID_INPUT, PARAMETER_NOT_SET.
    """

    async def work(tx: Transaction, actor: Actor) -> BudgetDecided:
        budget_id = uuid_of(input.budget_id, "Budget", "input", "budgetId")
        return await budgets.decide(
            tx, actor, budget_id, input.expected_version, input.reasons, input.provisions
        )

    async def payload(read: PayloadReader, done: BudgetDecided) -> inputs.BudgetDecidePayload:
        return inputs.BudgetDecidePayload(
            budget=await read.one(Budget, "budget", done.budget_id),
            decision=await read.one(Decision, "decision", done.decision_id),
        )

    return await execute(info, input, inputs.BudgetDecidePayload, BudgetDecided, work, payload)


@mutation(Permission.BUDGET_DECIDE)
async def budget_change(info: Info, input: inputs.BudgetChangeInput) -> inputs.BudgetChangePayload:  # noqa: A002 the argument's name
    """Change what lines are worth from a service month on, by a new decision (muuta budjettia).

    May refuse with NOT_FOUND, WRONG_STATE, VERSION_CONFLICT, INVALID_INPUT, BUDGET_EXCEEDED,
    PARAMETER_NOT_SET.
    """

    async def work(tx: Transaction, actor: Actor) -> BudgetDecided:
        wanted = BudgetChange(
            effective_from=input.effective_from,
            lines=inputs.lines_of(input.lines),
            reasons=input.reasons,
            provisions=input.provisions,
        )
        budget_id = uuid_of(input.budget_id, "Budget", "input", "budgetId")
        return await budgets.change(tx, actor, budget_id, input.expected_version, wanted)

    async def payload(read: PayloadReader, done: BudgetDecided) -> inputs.BudgetChangePayload:
        return inputs.BudgetChangePayload(
            budget=await read.one(Budget, "budget", done.budget_id),
            decision=await read.one(Decision, "decision", done.decision_id),
        )

    return await execute(info, input, inputs.BudgetChangePayload, BudgetDecided, work, payload)


@mutation(Permission.BUDGET_DECIDE)
async def budget_end(info: Info, input: inputs.BudgetEndInput) -> inputs.BudgetEndPayload:  # noqa: A002 the argument's name
    """End a budget early by a new decision (lakkauta budjetti); what later months have left is cut.

    May refuse with NOT_FOUND, WRONG_STATE, VERSION_CONFLICT, INVALID_INPUT, RESERVATIONS_HELD,
    PARAMETER_NOT_SET.
    """

    async def work(tx: Transaction, actor: Actor) -> BudgetDecided:
        budget_id = uuid_of(input.budget_id, "Budget", "input", "budgetId")
        return await budgets.end(
            tx,
            actor,
            budget_id,
            input.expected_version,
            input.last_day,
            input.reasons,
            input.provisions,
        )

    async def payload(read: PayloadReader, done: BudgetDecided) -> inputs.BudgetEndPayload:
        return inputs.BudgetEndPayload(
            budget=await read.one(Budget, "budget", done.budget_id),
            decision=await read.one(Decision, "decision", done.decision_id),
        )

    return await execute(info, input, inputs.BudgetEndPayload, BudgetDecided, work, payload)


MUTATIONS = (budget_prepare, budget_preparation_change, budget_decide, budget_change, budget_end)
