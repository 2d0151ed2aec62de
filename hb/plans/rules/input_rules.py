"""The rules of form that plans add to those of `hb.kit.input_rules`."""

from hb.kit.input_rules import InputRule


class PlanRule(InputRule):
    """Rules of what is chosen in a plan."""

    NOT_ASSISTED = (
        "NOT_ASSISTED",
        "Jätä avustamisen tiedot pois: ne annetaan vain, kun työntekijä valitsee asiakkaan puolesta.",
        "Utelämna uppgifterna om hjälp: de anges bara när en anställd väljer för klienten.",
        "Leave out how the client was helped: it is entered only if a worker chooses for the client.",
    )
    MORE_THAN_A_MONTH = (
        "MORE_THAN_A_MONTH",
        "Anna määrä, joka on suurempi kuin nolla ja mahtuu kuukauteen: enintään 744 tuntia"
        " tai {most:number} kappaletta.",
        "Ange en mängd som är större än noll och ryms i en månad: högst 744 timmar"
        " eller {most:number} stycken.",
        "Enter a quantity greater than zero that fits into a month: at most 744 hours"
        " or {most:number} pieces.",
    )
    NOT_EARLIER = (
        "NOT_EARLIER",
        "Valitse kuukausi, joka on ennen palvelun nykyistä viimeistä kuukautta {last:month}.",
        "Välj en månad före tjänstens nuvarande sista månad {last:month}.",
        "Choose a month before the service's present last month, {last:month}.",
    )
