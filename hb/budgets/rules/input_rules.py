"""The rules of form that budgets add to those of `hb.kit.input_rules`."""

from hb.kit.input_rules import InputRule


class BudgetRule(InputRule):
    """Rules of a budget's lines and validity."""

    OUTSIDE_VALIDITY = (
        "OUTSIDE_VALIDITY",
        "Valitse ajankohta, jolloin budjetti on voimassa.",
        "Välj en tidpunkt då budgeten gäller.",
        "Choose a time at which the budget is valid.",
    )
    LINE_KEEPS_ITS_CATEGORY_AND_KIND = (
        "LINE_KEEPS_ITS_CATEGORY_AND_KIND",
        "Lisää uusi rivi: aiemman rivin palvelua, lajia ja järjestämistapaa ei voi vaihtaa.",
        "Lägg till en ny rad: på en tidigare rad kan tjänsten, slaget och sättet att ordna "
        "tjänsten inte ändras.",
        "Add a new line: an earlier line's service, kind and way of organising cannot be changed.",
    )
    LINE_KEEPS_ITS_MEASURE = (
        "LINE_KEEPS_ITS_MEASURE",
        "Lisää uusi rivi: aiemman rivin mittayksikköä ei voi vaihtaa.",
        "Lägg till en ny rad: måttenheten kan inte bytas på en tidigare rad.",
        "Add a new line: an earlier line's unit of measure cannot be changed.",
    )
