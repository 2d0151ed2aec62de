"""Deliveries in GraphQL: what producers report, and what client, workers and producer see of it."""

from hb.api.deliveries.mutations import DELIVERY_MUTATIONS
from hb.api.deliveries.roots import DeliveryQuery
from hb.api.deliveries.types import Delivery, ProducerDelivery

__all__ = ["DELIVERY_MUTATIONS", "Delivery", "DeliveryQuery", "ProducerDelivery"]
