"""The rules of form that the ledger adds to those of `hb.kit.input_rules`."""

from hb.kit.input_rules import InputRule


class LedgerRule(InputRule):
    """Rules of amounts, limits and months of a budget."""

    NEGATIVE = (
        "NEGATIVE",
        "Anna nolla tai sitä suurempi arvo.",
        "Ange noll eller ett större värde.",
        "Enter a value that is not less than zero.",
    )
    NO_LIMIT_FOR_LINE = (
        "NO_LIMIT_FOR_LINE",
        "Valitse jokin budjetin riveistä. Riviä {line_no:number} budjetissa ei ole.",
        "Välj en av budgetens rader. Budgeten har ingen rad {line_no:number}.",
        "Choose one of the budget's lines. The budget has no line {line_no:number}.",
    )
    NO_LIMIT_FOR_MONTH = (
        "NO_LIMIT_FOR_MONTH",
        "Valitse jokin budjetin kuukausista. Budjetti ei kata kuukautta {month:month}.",
        "Välj en av budgetens månader. Budgeten omfattar inte månaden {month:month}.",
        "Choose one of the budget's months. The budget does not cover {month:month}.",
    )
    NOT_THE_REMAINDER = (
        "NOT_THE_REMAINDER",
        "Vapauta täsmälleen se, mitä varauksesta on jäljellä.",
        "Frigör exakt det som återstår av reserveringen.",
        "Release exactly what is left of the reservation.",
    )
    NOT_THE_RESERVATIONS_MONTH = (
        "NOT_THE_RESERVATIONS_MONTH",
        "Valitse rivi ja kuukausi, joille varaus on tehty.",
        "Välj den rad och den månad som reserveringen gäller.",
        "Choose the line and the month of the reservation.",
    )
    LIMIT_AFTER_TRANSFERS = (
        "LIMIT_AFTER_TRANSFERS",
        "Anna uusi raja vain kohteelle, josta ei ole vielä varattu tai käytetty mitään.",
        "Ange en ny gräns bara där inget ännu har reserverats eller använts.",
        "Set a new limit only where nothing has been reserved or used yet.",
    )
    NO_REPORTING_DAYS = (
        "NO_REPORTING_DAYS",
        "Valitse kuukausi, jolle on määritetty ilmoitusaika. Kuukaudelle {month:month} sitä ei ole.",
        "Välj en månad med fastställd rapporteringstid. För {month:month} saknas den.",
        "Choose a month with a set reporting time. There is none for {month:month}.",
    )
