"""Values of budgets, each in a sentence."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "BudgetState": {
        "PREPARED": "Prepared, no money yet; the decision grants it (valmisteltu).",
        "ACTIVE": "Granted by a decision (voimassa).",
        "ENDED": "Ended early: nothing new is planned, what was reserved is still delivered (lopetettu).",
    },
    "DecisionKind": {
        "GRANT": "Grants the budget (myöntöpäätös).",
        "CHANGE": "Changes its lines or validity (muutospäätös).",
        "END": "Ends it before its last day (päättämispäätös).",
    },
    "LineKind": {
        "EARMARKED": "Pays for its own category of services only (korvamerkitty).",
        "FLEXIBLE": "Pays for any category (joustava).",
    },
    "Slicing": {
        "MONTHLY": "Each service month has a limit of its own.",
        "WHOLE": "One limit over the whole validity.",
    },
    "WayOfOrganising": {
        "OWN_PRODUCTION": "The organiser's own production (oma tuotanto).",
        "PURCHASE": "Bought from a producer (ostopalvelu).",
        "VOUCHER_FIXED": "A voucher of a fixed value (tasasuuruinen palveluseteli).",
        "VOUCHER_INCOME_TESTED": "A voucher whose value depends on income (tulosidonnainen palveluseteli).",
        "EMPLOYER_MODEL": "The client employs an assistant (työnantajamalli).",
    },
}
