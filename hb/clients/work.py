"""What clients do by the clock: endings, what waits for a leader, counted codes."""

from datetime import time

from hb.clients.service.ended import notify_of_ended
from hb.clients.service.endings import end_reach_that_outlasts, notify_of_endings
from hb.clients.service.waiting import clear_typed_codes, remind_of_reviews, remind_of_tasks
from hb.kit.language import Label
from hb.work.rules import REMINDERS_SENT, Due, Rhythm
from hb.work.service import Clock, Count

CLOCKS = (
    Clock(
        "REACH_ENDED",
        Due(Rhythm.DAILY, time(0, 20)),
        inside=end_reach_that_outlasts,
        label=Label(
            "Päättyvät roolit ja oikeudet asiakkaiden tietoihin",
            "Roller och rätter till klienters uppgifter som upphör",
            "Roles and access to client data that end",
        ),
        counts={
            "roles": Count(Label("Lopetettuja rooleja", "Avslutade roller", "Roles ended")),
            "reach": Count(Label("Lopetettuja oikeuksia", "Avslutade rätter", "Access rights ended")),
        },
    ),
    Clock(
        "ROLES_ENDING",
        Due(Rhythm.DAILY, time(6, 10)),
        inside=notify_of_endings,
        label=Label(
            "Ilmoitukset pian päättyvistä rooleista, oikeuksista ja edustuksista",
            "Meddelanden om roller, rätter och företrädarskap som snart upphör",
            "Notices of roles, access and representations that end soon",
        ),
        counts={
            "roles": Count(Label("Pian päättyviä rooleja", "Roller som snart upphör", "Roles that end soon")),
            "access": Count(
                Label("Pian päättyviä oikeuksia", "Rätter som snart upphör", "Access rights that end soon")
            ),
            "representations": Count(
                Label(
                    "Pian päättyviä edustuksia",
                    "Företrädarskap som snart upphör",
                    "Representations that end soon",
                )
            ),
        },
    ),
    Clock(
        "RIGHTS_ENDED",
        Due(Rhythm.DAILY, time(6, 15)),
        inside=notify_of_ended,
        label=Label(
            "Ilmoitukset päättyneistä rooleista, oikeuksista ja edustuksista",
            "Meddelanden om roller, rätter och företrädarskap som har upphört",
            "Notices of roles, access and representations that have ended",
        ),
        counts={
            "roles": Count(Label("Päättyneitä rooleja", "Roller som har upphört", "Roles that have ended")),
            "access": Count(
                Label("Päättyneitä oikeuksia", "Rätter som har upphört", "Access rights that have ended")
            ),
            "representations": Count(
                Label(
                    "Päättyneitä edustuksia",
                    "Företrädarskap som har upphört",
                    "Representations that have ended",
                )
            ),
        },
    ),
    Clock(
        "REVIEWS_WAITING",
        Due(Rhythm.DAILY, time(6, 20)),
        inside=remind_of_reviews,
        label=Label(
            "Muistutukset tarkastamattomista hätäavauksista",
            "Påminnelser om nödöppningar som inte har kontrollerats",
            "Reminders of emergency access that waits for review",
        ),
        counts={"reminded": Count(REMINDERS_SENT)},
    ),
    Clock(
        "TYPED_CODES_CLEARED",
        Due(Rhythm.DAILY, time(2, 10)),
        inside=clear_typed_codes,
        label=Label(
            "Henkilötunnushakujen laskurien tyhjennys",
            "Tömning av räknarna för sökningar med personbeteckning",
            "Clearing of counts of typed personal identity codes",
        ),
        counts={"cleared": Count(Label("Poistettuja laskureita", "Raderade räknare", "Counts deleted"))},
    ),
    Clock(
        "URGENT_TASKS_LATE",
        Due(Rhythm.HOURLY, time(0, 15)),
        inside=remind_of_tasks,
        is_once_for_missed=True,
        label=Label(
            "Muistutukset myöhässä olevista kiireellisistä tehtävistä",
            "Påminnelser om försenade brådskande uppgifter",
            "Reminders of urgent tasks that are late",
        ),
        counts={"reminded": Count(REMINDERS_SENT)},
    ),
)
