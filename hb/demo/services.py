"""The organiser's products with their usual price, cap and multipliers, and what an hour is worth.

Figures follow public price lists of Finnish counties and cities of 2021-2024, raised to today's level.
"""

from dataclasses import dataclass

from hb.catalogue.rules import Unit


@dataclass(frozen=True, slots=True)
class Category:
    """A service category: its names (as its code row has them), and how its deliveries come."""

    code: str
    name_fi: str
    name_sv: str
    name_en: str
    unit: Unit
    visit: int
    rate_cents: int


@dataclass(frozen=True, slots=True)
class Product:
    """A product of the organiser; usual_cents is this year's middle price for an hour or a piece."""

    code: str
    category: str
    name_fi: str
    name_sv: str
    usual_cents: int
    cap_cents: int
    evening_percent: int = 100
    saturday_percent: int = 100
    sunday_percent: int = 100


_H, _P = Unit.HOUR, Unit.PIECE

CATEGORIES = {
    category.code: category
    for category in (
        Category("HOME_CARE", "Kotihoito", "Hemvård", "Home care", _H, 120, 4200),
        Category("CLEANING", "Siivous", "Städning", "Cleaning", _H, 120, 3500),
        Category(
            "PERSONAL_ASSISTANCE",
            "Henkilökohtainen apu",
            "Personlig assistans",
            "Personal assistance",
            _H,
            360,
            3700,
        ),
        Category("FAMILY_WORK", "Perhetyö", "Familjearbete", "Family work", _H, 120, 4700),
        Category(
            "SUPPORT_PERSON", "Tukihenkilötoiminta", "Stödpersonsverksamhet", "Support person", _H, 120, 3900
        ),
        Category(
            "CARER_LEAVE", "Omaishoidon vapaa", "Närståendevårdarens ledighet", "Carer's leave", _P, 1, 17_500
        ),
        Category("PHYSIOTHERAPY", "Fysioterapia", "Fysioterapi", "Physiotherapy", _P, 1, 5900),
        Category("DAY_ACTIVITY", "Päivätoiminta", "Dagverksamhet", "Day activity", _P, 2, 6200),
        Category(
            "SHORT_TERM_CARE",
            "Lyhytaikainen huolenpito",
            "Kortvarig omsorg",
            "Short-term care",
            _P,
            1,
            17_500,
        ),
        Category("MEALS", "Ateriapalvelu", "Måltidsservice", "Meals", _P, 5, 1050),
        Category("TRANSPORT", "Liikkumisen tuki", "Stöd för rörlighet", "Transport", _P, 6, 1750),
        Category(
            "MEDICINE_DOSING", "Lääkkeiden annosjakelu", "Dosdispensering", "Medicine dosing", _P, 2, 520
        ),
    )
}
"""visit is what one delivery usually holds, in minutes or pieces; rate_cents the middle class's worth."""

PRODUCTS = (
    Product("KH01", "HOME_CARE", "Kotihoidon käynti", "Hemvårdsbesök", 3600, 4300, 115, 120, 200),
    Product("KH02", "HOME_CARE", "Kylvetysapu", "Badhjälp", 3100, 3800, 115, 120, 150),
    Product("KH03", "HOME_CARE", "Tilapäinen kotihoito", "Tillfällig hemvård", 3500, 4200, 115, 120, 200),
    Product("KH04", "HOME_CARE", "Kotisairaanhoidon käynti", "Hemsjukvårdsbesök", 3950, 4700, 115, 120, 200),
    Product("SI01", "CLEANING", "Ylläpitosiivous", "Underhållsstädning", 3200, 3900),
    Product("SI02", "CLEANING", "Suursiivous", "Storstädning", 3400, 4200),
    Product("SI03", "CLEANING", "Vaatehuolto", "Klädvård", 2900, 3600),
    Product(
        "HA01",
        "PERSONAL_ASSISTANCE",
        "Apu päivittäisissä toimissa",
        "Hjälp i dagliga sysslor",
        3400,
        4000,
        115,
        120,
        200,
    ),
    Product(
        "HA02", "PERSONAL_ASSISTANCE", "Apu vapaa-ajalla", "Hjälp på fritiden", 3350, 4000, 115, 120, 200
    ),
    Product(
        "HA03",
        "PERSONAL_ASSISTANCE",
        "Apu työssä ja opinnoissa",
        "Hjälp i arbete och studier",
        3500,
        4100,
        115,
        120,
        200,
    ),
    Product(
        "PT01",
        "FAMILY_WORK",
        "Lapsiperheen kotipalvelu",
        "Hemservice för barnfamiljer",
        3900,
        4600,
        115,
        120,
        150,
    ),
    Product(
        "PT02", "FAMILY_WORK", "Tehostettu perhetyö", "Intensifierat familjearbete", 4500, 5300, 115, 120, 150
    ),
    Product("TU01", "SUPPORT_PERSON", "Tukihenkilö", "Stödperson", 2900, 3600, 110, 110, 130),
    Product(
        "TU02",
        "SUPPORT_PERSON",
        "Ammatillinen tukihenkilö",
        "Professionell stödperson",
        3800,
        4600,
        110,
        110,
        130,
    ),
    Product("TU03", "SUPPORT_PERSON", "Vertaisohjaus", "Kamratstöd", 2400, 3100),
    Product("OV01", "CARER_LEAVE", "Vapaapäivä, hoito kotona", "Ledig dag, vård hemma", 16_500, 19_500),
    Product("OV02", "CARER_LEAVE", "Vapaapäivä, hoito yksikössä", "Ledig dag, vård på enhet", 17_200, 20_000),
    Product("OV03", "CARER_LEAVE", "Päivävapaa", "Dagledighet", 9200, 11_500),
    Product(
        "FY01",
        "PHYSIOTHERAPY",
        "Fysioterapia 45 min, vastaanotto",
        "Fysioterapi 45 min, mottagning",
        4300,
        5300,
    ),
    Product(
        "FY02", "PHYSIOTHERAPY", "Fysioterapia 45 min, kotikäynti", "Fysioterapi 45 min, hembesök", 5430, 6500
    ),
    Product(
        "FY03",
        "PHYSIOTHERAPY",
        "Fysioterapia 60 min, vastaanotto",
        "Fysioterapi 60 min, mottagning",
        5000,
        6100,
    ),
    Product("FY04", "PHYSIOTHERAPY", "Lymfaterapia 60 min", "Lymfterapi 60 min", 4980, 6100),
    Product("PA01", "DAY_ACTIVITY", "Kuntouttava päivätoiminta", "Rehabiliterande dagverksamhet", 5900, 7200),
    Product("PA02", "DAY_ACTIVITY", "Ryhmätoiminta", "Gruppverksamhet", 4200, 5200),
    Product(
        "LH01", "SHORT_TERM_CARE", "Hoitopäivä, ympärivuorokautinen", "Vårddygn, heldygns", 17_000, 20_000
    ),
    Product(
        "LH02", "SHORT_TERM_CARE", "Hoitopäivä, yhteisöllinen", "Vårddygn, gemenskapsboende", 11_000, 13_500
    ),
    Product("AT01", "MEALS", "Kotiin tuotu lounas", "Lunch hem", 950, 1250),
    Product("AT02", "MEALS", "Lounas palvelukeskuksessa", "Lunch på servicecentral", 780, 1000),
    Product("LT01", "TRANSPORT", "Yhdensuuntainen matka", "Enkelresa", 1500, 1900),
    Product("LT02", "TRANSPORT", "Saattajamatka", "Resa med ledsagare", 1650, 2100),
    Product("LA01", "MEDICINE_DOSING", "Annosjakelu, viikko", "Dosdispensering, vecka", 470, 600),
)

CLASS_PERCENTS = {1: 92, 2: 96, 3: 100, 4: 108, 5: 118}
"""What a support class makes of a category's rate."""
LAST_YEAR_PERCENT = 96
"""Last year's prices and rates beside this year's: wages in the field rose by some four percent."""
