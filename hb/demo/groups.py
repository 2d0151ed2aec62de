"""The five client groups of the trial: their ages and share, and the needs that are found in each."""

from dataclasses import dataclass

from hb.assessments.rules import LifeDomain, NeedDuration
from hb.clients.rules import ServiceTask


@dataclass(frozen=True, slots=True)
class NeedPattern:
    """A need that occurs with a probability; amounts a month in steps of `step` minutes or pieces."""

    category: str | None
    probability: float
    lowest: int
    highest: int
    step: int
    domain: LifeDomain
    duration: NeedDuration
    description: str


@dataclass(frozen=True, slots=True)
class Group:
    """A client group; `guided` ones have a service guide as their own worker, the rest a social worker."""

    name: str
    share: float
    youngest: int
    oldest: int
    service_task: ServiceTask
    guided: bool
    most_cents: int
    summary: str
    client_view: str
    conclusions: str
    needs: tuple[NeedPattern, ...]


_D, _N = LifeDomain, NeedDuration

GROUPS = (
    Group(
        "home care of the elderly",
        0.40,
        72,
        97,
        ServiceTask.OLDER_PERSONS,
        True,
        110_000,
        "Asuu yksin kotona. Liikkuminen on hidastunut, RAI-arviointi on tehty.",
        "Haluan asua kotona ja valita itse, kuka minua auttaa.",
        "Säännöllinen kotihoito ja tukipalvelut mahdollistavat kotona asumisen.",
        (
            NeedPattern(
                "HOME_CARE",
                1.0,
                480,
                1080,
                60,
                _D.DAILY_ACTIVITIES,
                _N.LONG_TERM,
                "Apu peseytymisessä, pukeutumisessa ja lääkehoidossa",
            ),
            NeedPattern("CLEANING", 0.55, 120, 240, 60, _D.HOUSEHOLD, _N.LONG_TERM, "Kodin siisteys"),
            NeedPattern("MEALS", 0.35, 10, 20, 5, _D.HOUSEHOLD, _N.LONG_TERM, "Lämmin ateria arkisin"),
            NeedPattern(
                "MEDICINE_DOSING", 0.3, 4, 4, 1, _D.HEALTH, _N.LONG_TERM, "Lääkkeiden jako viikoittain"
            ),
            NeedPattern("PHYSIOTHERAPY", 0.2, 1, 3, 1, _D.MOBILITY, _N.RECURRING, "Liikuntakyvyn ylläpito"),
        ),
    ),
    Group(
        "family care over 50",
        0.20,
        51,
        88,
        ServiceTask.OLDER_PERSONS,
        True,
        90_000,
        "Puoliso tai lapsi hoitaa kotona; omaishoitosopimus on voimassa.",
        "Hoitajani tarvitsee vapaata, ja haluan silloin tutun hoitajan kotiin.",
        "Omaishoitajan jaksaminen edellyttää säännöllisiä vapaita.",
        (
            NeedPattern(
                "CARER_LEAVE", 1.0, 2, 3, 1, _D.FAMILY_AND_CARE, _N.LONG_TERM, "Omaishoitajan vapaat"
            ),
            NeedPattern("SHORT_TERM_CARE", 0.15, 1, 1, 1, _D.HOUSING, _N.RECURRING, "Lyhytaikaishoito"),
            NeedPattern("CLEANING", 0.45, 120, 240, 60, _D.HOUSEHOLD, _N.LONG_TERM, "Kodin siisteys"),
            NeedPattern("PHYSIOTHERAPY", 0.4, 1, 2, 1, _D.MOBILITY, _N.RECURRING, "Liikuntakyvyn ylläpito"),
        ),
    ),
    Group(
        "personal assistance",
        0.18,
        19,
        64,
        ServiceTask.DISABILITY,
        False,
        200_000,
        "Vammasta johtuva pitkäaikainen avun tarve kotona, työssä ja vapaa-ajalla.",
        "Haluan itse päättää, milloin ja kenen kanssa asioin.",
        "Henkilökohtainen apu on välttämätöntä itsenäiselle elämälle.",
        (
            NeedPattern(
                "PERSONAL_ASSISTANCE",
                1.0,
                1800,
                2640,
                120,
                _D.PARTICIPATION,
                _N.LONG_TERM,
                "Apu päivittäisissä toimissa, harrastuksissa ja vuorovaikutuksessa",
            ),
            NeedPattern(
                "TRANSPORT", 0.5, 12, 18, 6, _D.MOBILITY, _N.LONG_TERM, "Asiointi- ja virkistysmatkat"
            ),
        ),
    ),
    Group(
        "mental health and substance youth",
        0.12,
        18,
        29,
        ServiceTask.WORKING_AGE,
        False,
        70_000,
        "Opinnot ovat keskeytyneet, arjen rytmi on hukassa; hoitosuhde psykiatriaan jatkuu.",
        "Toivon jonkun, jonka kanssa lähteä kotoa liikkeelle.",
        "Tukihenkilö ja päivätoiminta tukevat kuntoutumista ja paluuta opintoihin.",
        (
            NeedPattern(
                "SUPPORT_PERSON",
                1.0,
                360,
                840,
                120,
                _D.SOCIAL_RELATIONS,
                _N.TEMPORARY,
                "Tuki arjen rytmiin ja kodin ulkopuolelle lähtemiseen",
            ),
            NeedPattern(
                "DAY_ACTIVITY", 0.5, 4, 6, 2, _D.MENTAL_WELLBEING, _N.TEMPORARY, "Ryhmään kuuluminen"
            ),
            NeedPattern(None, 0.4, 0, 0, 1, _D.WORK_AND_STUDY, _N.TEMPORARY, "Opintojen jatkaminen"),
        ),
    ),
    Group(
        "families",
        0.10,
        22,
        46,
        ServiceTask.FAMILIES_WITH_CHILDREN,
        False,
        80_000,
        "Pienten lasten perhe, vanhempi on uupunut eikä läheisverkostoa ole.",
        "Toivomme apua arkeen ennen kuin voimat loppuvat.",
        "Kotipalvelu ja perhetyö vahvistavat vanhempien jaksamista.",
        (
            NeedPattern(
                "FAMILY_WORK",
                1.0,
                360,
                840,
                120,
                _D.FAMILY_AND_CARE,
                _N.TEMPORARY,
                "Tuki lasten hoitoon ja arjen sujumiseen",
            ),
            NeedPattern("CLEANING", 0.3, 120, 240, 60, _D.HOUSEHOLD, _N.TEMPORARY, "Kodin siisteys"),
        ),
    ),
)
"""The groups of the trial's personal budgets and figures within 170-2,000 euros a month."""
