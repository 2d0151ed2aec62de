"""Which names of the environment are settings, which are an orchestrator's, and which are mistakes."""

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches

PREFIX = "HB_"
READ_ELSEWHERE = frozenset({"HB_BENCH_DELIVERIES", "HB_TOKEN", "HB_WRITE_EXAMPLES"})
"""Names that the frontends' package and the tests read: a shell may hold them when a server is started."""

# Kubernetes (Service, "Environment variables") and Docker (legacy links) describe a service called `hb` or
# `hb-…` to every container beside it: its host, its ports by name, and an address for each port.
SERVICE = re.compile(
    r"HB_(\w+_)?SERVICE_(HOST|PORT(_\w+)?)|HB_(\w+_)?PORT_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?"
)
SERVICE_PORT = re.compile(r"HB_\w+_PORT")
SERVICE_ADDRESS = re.compile(r"(tcp|udp|sctp)://")


def fault_of_names(environment: Mapping[str, str], settings: Collection[str]) -> str | None:
    """What is wrong with the names that begin with HB_, as one sentence, or None.

    A misspelt setting would otherwise be its default: the embedded database in place of a county's.

    Args:
        environment: the names and values of the process.
        settings: the names of all settings, such as HB_PORT.
    """
    for name in sorted(environment):
        setting = name.upper()  # the settings are read whatever their case
        if setting == "HB_PORT" and SERVICE_ADDRESS.match(environment[name]):
            return (
                "HB_PORT is the address of an orchestrator's service that is called hb, not a port: give that"
                " service another name, or the container no service links (enableServiceLinks: false in"
                " Kubernetes), or set HB_PORT to the port to serve on."
            )
        if not setting.startswith(PREFIX) or setting in settings or setting in READ_ELSEWHERE:
            continue
        if not _is_a_service(setting, environment[name]):
            longer = sorted(whole for whole in settings if whole.startswith(setting))
            near = longer or get_close_matches(setting, settings, n=1)
            hint = f"did you mean {near[0]}?" if near else "remove it, or correct its name."
            return f"{name} is no setting of hb; {hint}"
    return None


def _is_a_service(name: str, address: str) -> bool:
    if SERVICE.fullmatch(name):
        return True
    return bool(SERVICE_PORT.fullmatch(name) and SERVICE_ADDRESS.match(address))
