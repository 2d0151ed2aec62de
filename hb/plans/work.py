"""What plans do by the clock: unanswered orders, budgets that end or run out, reach of orders, summaries."""

from datetime import time

from hb.kit.language import Label
from hb.plans.queries.summaries import SUMMARISING
from hb.plans.service.summaries import end_order_reach, summarise
from hb.plans.service.unanswered import follow_unanswered
from hb.plans.service.warning import follow_budgets
from hb.work.rules import REMINDERS_SENT, Due, Rhythm
from hb.work.service import Clock, Count

CLOCKS = (
    Clock(
        "ORDERS_UNANSWERED",
        Due(Rhythm.DAILY, time(6, 30)),
        inside=follow_unanswered,
        label=Label(
            "Tilaukset, joihin ei ole vastattu",
            "Beställningar som inte har besvarats",
            "Orders without an answer",
        ),
        counts={
            "reminded": Count(REMINDERS_SENT),
            "given_back": Count(
                Label(
                    "Takaisin otettuja tilauksia",
                    "Beställningar som har tagits tillbaka",
                    "Orders given back",
                )
            ),
        },
    ),
    Clock(
        "BUDGETS_ENDING",
        Due(Rhythm.DAILY, time(6, 40)),
        inside=follow_budgets,
        label=Label(
            "Pian päättyvät ja vähiin käyvät budjetit",
            "Budgetar som snart upphör eller tar slut",
            "Budgets that end or run out soon",
        ),
        counts={
            "ending": Count(
                Label("Pian päättyviä budjetteja", "Budgetar som snart upphör", "Budgets that end soon")
            ),
            "running_out": Count(
                Label("Vähiin käyviä budjetteja", "Budgetar som håller på att ta slut", "Budgets running out")
            ),
        },
    ),
    Clock(
        "ORDER_REACH_ENDED",
        Due(Rhythm.DAILY, time(0, 30)),
        inside=end_order_reach,
        label=Label(
            "Tuottajien päättyvät oikeudet asiakkaiden tietoihin",
            "Producenters rätter till klienters uppgifter som upphör",
            "Producers' access to client data that ends",
        ),
        counts={"reach": Count(Label("Lopetettuja oikeuksia", "Avslutade rätter", "Access rights ended"))},
    ),
    Clock(
        SUMMARISING,
        Due(Rhythm.DAILY, time(7)),
        inside=summarise,
        label=Label(
            "Työntekijöiden aamukoosteet", "Morgonsammandrag till anställda", "Morning summaries for workers"
        ),
        counts={
            "workers": Count(
                Label(
                    "Koosteen saaneita työntekijöitä",
                    "Anställda som fick sammandrag",
                    "Workers who got a summary",
                )
            )
        },
    ),
)
