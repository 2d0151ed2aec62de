"""What settlement does by itself: the job of a month's close, and what happens when its clocks fall due."""

from datetime import time

from hb.kit.language import Label
from hb.kit.sentences import NumberUnit
from hb.messages.rules import CloseStop
from hb.settlement.rules import BooksDiffer
from hb.settlement.rules.deadline import FREEING
from hb.settlement.service.closing import MONTH_CLOSE
from hb.settlement.service.deadline import free_reservations
from hb.settlement.service.settling import STOPS, settle_next, stop
from hb.work.rules import Due, JobSubject, Rhythm
from hb.work.service import Clock, Count, JobKind

FAULTS = {
    BooksDiffer.code: Label(
        "Kirjanpito ja toteumat eroavat toisistaan",
        "Bokföringen och de utförda tjänsterna skiljer sig",
        "Ledger and deliveries differ",
    ),
    CloseStop.SETTLEMENTS_DIFFER: Label(
        "Tilitykset eroavat kirjanpidosta",
        "Avräkningarna skiljer sig från bokföringen",
        "Settlements differ from the ledger",
    ),
}
JOBS = (
    JobKind(
        MONTH_CLOSE,
        inside=settle_next,
        on_stop=stop,
        if_stop_fails=STOPS,
        instead=Label(
            "Jatka kuukauden sulkemista.", "Fortsätt att stänga månaden.", "Resume the month's close."
        ),
        about=JobSubject.MONTH_CLOSE,
        label=Label("Kuukauden sulkeminen", "Stängning av månaden", "Closing of a month"),
    ),
)
CLOCKS = (
    Clock(
        FREEING,
        Due(Rhythm.DAILY, time(0, 10)),
        inside=free_reservations,
        label=Label(
            "Varausten vapautus raportoinnin määräajan jälkeen",
            "Frigöring av reserveringar efter rapporteringsfristen",
            "Reservations freed after the reporting deadline",
        ),
        counts={
            "item_months": Count(
                Label(
                    "Vapautettuja kuukausivarauksia",
                    "Frigjorda månadsreserveringar",
                    "Monthly reservations freed",
                )
            ),
            "cents": Count(Label("Vapautettu", "Frigjort", "Freed"), NumberUnit.CENTS),
            "carried_cents": Count(
                Label(
                    "Siirretty seuraavalle kuukaudelle",
                    "Överfört till följande månad",
                    "Carried over to the next month",
                ),
                NumberUnit.CENTS,
            ),
        },
    ),
)
