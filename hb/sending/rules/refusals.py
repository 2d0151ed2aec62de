"""What the endpoint of a producer's system refuses."""

from collections.abc import Mapping
from typing import ClassVar

from hb.kit.errors import DomainError, Language


class EndpointNotSet(DomainError):
    """The producer's system has no address that calls could be made to."""

    code = "ENDPOINT_NOT_SET"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Järjestelmällä ei ole osoitetta. Aseta osoite ensin ja lähetä kutsu sitten.",
        "sv": "Systemet har ingen adress. Ange först en adress och skicka sedan anropet.",
        "en": "The system has no address. Set an address first, and then have the call made.",
    }


class TooManyTestCalls(DomainError):
    """The producer has had its endpoint tried as often in the last hour as it may; `most` is how often."""

    code = "TOO_MANY_TEST_CALLS"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Osoitetta voi kokeilla enintään {most:number} kertaa tunnissa. Jatka myöhemmin.",
        "sv": "Adressen kan provas högst {most:number} gånger i timmen. Fortsätt senare.",
        "en": "You can try the address at most {most:number} times an hour. Go on later.",
    }
