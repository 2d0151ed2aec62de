"""The municipalities of the region: weight, share of Swedish speakers, postal code and streets."""

from dataclasses import dataclass

from hb.demo.chance import Chance


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality by its code, with what addresses in it look like."""

    code: str
    name: str
    weight: int
    swedish_share: float
    postal_code: str
    team: str


@dataclass(frozen=True, slots=True)
class Area:
    """An organiser's area: its names, its municipalities."""

    key: str
    name_fi: str
    name_sv: str
    places: tuple[Place, ...]


REGION = Area(
    "region",
    "Uudenmaan kokeilualue",
    "Nylands försöksområde",
    (
        Place("106", "Hyvinkää", 23, 0.01, "05800", "Pohjoinen tiimi"),
        Place("186", "Järvenpää", 22, 0.01, "04400", "Keskinen tiimi"),
        Place("505", "Mäntsälä", 10, 0.01, "04600", "Pohjoinen tiimi"),
        Place("543", "Nurmijärvi", 21, 0.01, "01900", "Pohjoinen tiimi"),
        Place("611", "Pornainen", 3, 0.02, "07170", "Keskinen tiimi"),
        Place("858", "Tuusula", 20, 0.02, "04300", "Keskinen tiimi"),
        Place("444", "Lohja", 22, 0.04, "08100", "Läntinen tiimi"),
        Place("638", "Porvoo", 25, 0.28, "06100", "Itäinen tiimi"),
        Place("753", "Sipoo", 11, 0.29, "04130", "Itäinen tiimi"),
    ),
)
"""The nine municipalities of the trial of 2016-2019."""

COAST = Area(
    "coast",
    "Porkkalan kokeilualue",
    "Porkala försöksområde",
    (
        Place("257", "Kirkkonummi", 40, 0.16, "02400", "Kirkkonummen tiimi"),
        Place("235", "Kauniainen", 5, 0.31, "02700", "Kirkkonummen tiimi"),
    ),
)
"""A small neighbour that shares producers with the region and nothing else."""

_STREETS_FI_TEXT = (
    "Koulutie Metsätie Rantatie Kirkkotie Asematie Mäkitie Keskuskatu Puistotie Peltotie Koivukuja "
    "Kuusitie Mannilantie Vanhatie Harjutie Niittytie Kalliotie Lehtokuja Sepäntie Myllytie "
    "Pihlajatie"
)
_STREETS_FI = _STREETS_FI_TEXT.split()
_STREETS_SV_TEXT = (
    "Skolvägen Skogsvägen Strandvägen Kyrkovägen Stationsvägen Backvägen Parkvägen Åkervägen "
    "Björkgränden Mannerheimgatan Ågatan Ekgatan Lundagatan Biskopsgatan Kvarnvägen"
)
_STREETS_SV = _STREETS_SV_TEXT.split()


def street_address(chance: Chance, swedish: bool) -> str:
    """A street and number, often with a flat."""
    street = f"{chance.choice(_STREETS_SV if swedish else _STREETS_FI)} {chance.integer(1, 98)}"
    return f"{street} {chance.choice('ABCD')} {chance.integer(1, 40)}" if chance.happens(0.5) else street


def place_of(chance: Chance, area: Area) -> Place:
    """A municipality of the area, by its size."""
    return chance.weighted(area.places, [place.weight for place in area.places])
