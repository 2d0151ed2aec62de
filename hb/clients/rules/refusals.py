"""Refusals about clients and their relations."""

from collections.abc import Mapping
from typing import ClassVar

from hb.kit.errors import DomainError, InvalidInput, Language


class InvalidHetu(InvalidInput):
    """The text is no personal identity code in force; `rule` says why, and the text is never repeated."""

    code = "INVALID_HETU"


class AlreadyServes(DomainError):
    """The worker serves the client in this way already."""

    code = "ALREADY_SERVES"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Työntekijä palvelee asiakasta jo näin.",
        "sv": "Arbetstagaren betjänar redan klienten på detta sätt.",
        "en": "The worker already serves the client in this way.",
    }


class SubstitutionOverlaps(DomainError):
    """The substitute already replaces this worker on some of the days."""

    code = "SUBSTITUTION_OVERLAPS"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Sijaisuus on jo voimassa osan ajasta.",
        "sv": "Vikariatet gäller redan en del av tiden.",
        "en": "The substitution already holds for some of the time.",
    }


class HetuOfAnother(DomainError):
    """Another client has the code, or had it before; whose it is stays unsaid."""

    code = "HETU_OF_ANOTHER"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Henkilötunnus on jo toisella asiakkaalla. Jos kyseessä on sama henkilö, tiimin esihenkilö voi "
        "yhdistää asiakkuudet.",
        "sv": "En annan klient har redan personbeteckningen. Om det är samma person kan teamets chef slå "
        "ihop klientskapen.",
        "en": "Another client already has the code. If it is the same person, the team leader can merge the "
        "two records.",
    }


class TypedCodesReached(DomainError):
    """The worker has typed as many personal identity codes as one may on a day; `most` is how many."""

    code = "TYPED_CODES_REACHED"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Voit antaa enintään {most:number} henkilötunnusta päivässä. Jatka huomenna tai pyydä "
        "työtoveria tekemään tämä. Hätätilanteessa toinen päivystäjä voi avata tiedot.",
        "sv": "Du kan ange högst {most:number} personbeteckningar per dag. Fortsätt i morgon eller be en "
        "kollega göra detta. I en nödsituation kan en annan jourhavande öppna uppgifterna.",
        "en": "You can enter at most {most:number} personal identity codes a day. Go on tomorrow, or ask a "
        "colleague to do this. In an emergency another worker on call can open the data.",
    }

    def __init__(self, *path: str | int, most: int) -> None:
        super().__init__(*path, most=most)


class RecordMerged(DomainError):
    """The client's record was merged into the person's other one and is closed: nothing begins on it."""

    code = "RECORD_MERGED"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Asiakkuus on yhdistetty saman henkilön toiseen asiakkuuteen ja suljettu. Jatka toisella "
        "asiakkuudella.",
        "sv": "Klientskapet har slagits ihop med samma persons andra klientskap och är stängt. Fortsätt med "
        "det andra klientskapet.",
        "en": "This record was merged into the same person's other record and is closed. Go on with the "
        "other record.",
    }


class ClientHasDied(DomainError):
    """The client has died: nobody is recorded to speak for them, and the day was recorded already."""

    code = "CLIENT_HAS_DIED"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Asiakkaan kuolinpäivä on kirjattu.",
        "sv": "Klientens dödsdag är antecknad.",
        "en": "The client's day of death has been recorded.",
    }
