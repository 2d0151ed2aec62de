"""What the endpoint of a producer's system refuses."""

from collections.abc import Mapping
from typing import ClassVar

from hb.kit.errors import DomainError, Language


class EndpointNotSet(DomainError):
    """The producer's system has no address that calls could be made to."""

    code = "ENDPOINT_NOT_SET"
    texts: ClassVar[Mapping[Language, str]] = {
        "fi": "Järjestelmällä ei ole osoitetta. Aseta osoite ensin ja lähetä kutsu sitten uudelleen.",
        "sv": "Systemet har ingen adress. Ange först en adress och skicka sedan anropet på nytt.",
        "en": "The system has no address. Set an address first, and then have the call made again.",
    }
