"""The settings of serving: at which addresses, what is taken at once, how it is watched and how it stops."""

from ipaddress import ip_network
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from hb.kit.environment import PREFIX


class ServingSettings(BaseSettings):
    """The part of the settings (`hb.kit.settings`) that says how the process meets its callers.

    `metrics_host` and `metrics_port` are the address of `/metrics`, which is shown nowhere unless the port is
    set. `drain_seconds` and `grace_seconds` say how a process stops: see `drain` and `grace`.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, hide_input_in_errors=True)

    environment: Literal["development", "production"] = "development"
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    metrics_host: str = "127.0.0.1"
    metrics_port: int | None = Field(default=None, ge=1, le=65535)
    drain_seconds: float | None = Field(default=None, ge=0, le=600)
    grace_seconds: int | None = Field(default=None, ge=0, le=3600)
    head_seconds: float = Field(default=10, ge=1, le=120)
    connections: int = Field(default=800, ge=10, le=100_000)
    connections_per_address: int = Field(default=400, ge=5, le=100_000)
    trusted_proxies: str = ""

    @field_validator("trusted_proxies")
    @classmethod
    def addresses_of_proxies(cls, trusted_proxies: str) -> str:
        """Refuse what is no list of addresses and networks: a name could be taken over."""
        for address in filter(None, (part.strip() for part in trusted_proxies.split(","))):
            try:
                ip_network(address)
            except ValueError as error:
                raise ValueError(
                    "a proxy is an address or network, such as 10.0.0.7 or 10.0.0.0/24; commas part them"
                ) from error
        return trusted_proxies

    @model_validator(mode="after")
    def metrics_have_their_own_port(self) -> Self:
        """Refuse to show metrics where everybody is served."""
        if self.metrics_port == self.port:
            raise ValueError("HB_METRICS_PORT is another than HB_PORT: metrics are not shown to everybody.")
        return self

    @property
    def drain(self) -> float:
        """For how many seconds a stopping server says that it is not ready and still takes requests.

        HB_DRAIN_SECONDS, or in production as long as a balancer that asks each second needs to notice.
        """
        if self.drain_seconds is not None:
            return self.drain_seconds
        return 5 if self.environment == "production" else 0

    @property
    def grace(self) -> int:
        """For how many seconds a stopping server lets requests end, and jobs and clocks their step."""
        if self.grace_seconds is not None:
            return self.grace_seconds
        return 30 if self.environment == "production" else 2
