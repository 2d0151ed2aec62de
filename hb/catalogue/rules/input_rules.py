"""The rules of form that the catalogue adds to those of `hb.kit.input_rules`."""

from hb.kit.input_rules import InputRule


class CatalogueRule(InputRule):
    """Rules of what a category of services is counted in."""

    MINUTES_GO_WITH_HOURLY_SERVICES = (
        "MINUTES_GO_WITH_HOURLY_SERVICES",
        "Anna aika vain palvelulle, jota myydään tunneittain; muilta palveluilta jätä se pois.",
        "Ange tiden bara för en tjänst som säljs per timme; utelämna den för andra tjänster.",
        "Enter the time for a service that is sold by the hour, and leave it out for other services.",
    )
    PIECES_GO_WITH_SERVICES_BY_PIECE = (
        "PIECES_GO_WITH_SERVICES_BY_PIECE",
        "Anna kappalemäärä vain palvelulle, jota myydään kappaleittain; muilta palveluilta jätä se pois.",
        "Ange antalet bara för en tjänst som säljs styckevis; utelämna det för andra tjänster.",
        "Enter the number for a service that is sold by the piece, and leave it out for other services.",
    )
