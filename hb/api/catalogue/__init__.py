"""The catalogue in GraphQL: what is offered at which price, and how offerings and prices are decided."""

from hb.api.catalogue.mutations import CATALOGUE_MUTATIONS
from hb.api.catalogue.roots import CatalogueQuery
from hb.api.catalogue.types import (
    CatalogueOffering,
    CataloguePrice,
    ChosenOffering,
    Offering,
    Price,
    PriceCap,
    ServiceCategory,
    ServiceProduct,
)

__all__ = [
    "CATALOGUE_MUTATIONS",
    "CatalogueOffering",
    "CataloguePrice",
    "CatalogueQuery",
    "ChosenOffering",
    "Offering",
    "Price",
    "PriceCap",
    "ServiceCategory",
    "ServiceProduct",
]
