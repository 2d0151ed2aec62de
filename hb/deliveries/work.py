"""What deliveries do by the clock: who has reported nothing is reminded, and counted on the deadline."""

from datetime import date, time

from hb.access.rules import Actor
from hb.deliveries.queries import reporting_due
from hb.kit.language import Label
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event
from hb.work.queries import STEP_ROWS
from hb.work.rules import Due, Rhythm
from hb.work.service import Clock, Count, Step


async def follow_reports(tx: Transaction, actor: Actor, day: date) -> Step:
    """Remind producers that have reported nothing of a month; controllers get their number on its deadline.

    Each producer and each controller hears of a month once.
    """
    silent = await tx.rows(reporting_due.REPORTING_DUE, day=day)
    for row in silent:
        messages.tell(
            tx,
            actor,
            Event.REPORTING_DUE,
            row["subject_id"],
            subject=None,
            month=row["mark"],
            last_day=row["last_day"].isoformat(),
        )
    controllers = await tx.rows(reporting_due.REPORTS_MISSING, day=day)
    for row in controllers:
        messages.tell(
            tx,
            actor,
            Event.REPORTS_MISSING,
            row["subject_id"],
            subject=None,
            month=row["mark"],
            count=row["count"],
        )
    most = max(len(silent), len(controllers))
    return Step({"producers": len(silent), "controllers": len(controllers)}, is_done=most < STEP_ROWS)


CLOCKS = (
    Clock(
        "REPORTS_DUE",
        Due(Rhythm.DAILY, time(6)),
        inside=follow_reports,
        label=Label(
            "Muistutukset puuttuvista toteumailmoituksista",
            "Påminnelser om rapporter som saknas",
            "Reminders of missing reports",
        ),
        counts={
            "producers": Count(
                Label("Muistutettuja palveluntuottajia", "Påminda tjänsteproducenter", "Producers reminded")
            ),
            "controllers": Count(
                Label("Ilmoituksia taloudelle", "Meddelanden till ekonomin", "Notices to controllers")
            ),
        },
    ),
)
