"""The hosts of the lab by name, and the one that the program runs on: what hosts(5) and hostname(5) hold elsewhere."""

import os
from typing import Any

# What a lab that is one host is called.
_ONE_HOST = "lab"

# Whether the lab has a wire, whose hosts have names of their own.
is_on_wire = False
_hostname = _ONE_HOST
_addresses: dict[str, list[str]] = {_ONE_HOST: ["127.0.0.1"]}


def attach(place: Any) -> None:
    """Takes the program's host and all hosts of its lab: None in a lab without a wire."""
    global _hostname, is_on_wire
    is_on_wire = place is not None
    _hostname = place["host"] if is_on_wire else _ONE_HOST
    _addresses.clear()
    if is_on_wire:
        _addresses.update((host["name"], host["addresses"]) for host in place["hosts"])
    else:
        _addresses[_ONE_HOST] = ["127.0.0.1"]
    _write_files()


def hostname() -> str:
    """The name of the host that the program runs on."""
    return _hostname


def is_known(name: str) -> bool:
    """Whether a host of the lab is called so."""
    return name.lower() in _addresses


def addresses_of(name: str) -> list[str]:
    """The addresses of the lab's host of this name, IPv4 first."""
    return _addresses[name.lower()]


def name_of(address: str) -> str | None:
    """The name of the lab's host that has this address, or None."""
    for name, addresses in _addresses.items():
        if address in addresses:
            return name
    return None


def _write_files() -> None:
    lines = ["127.0.0.1\tlocalhost", "::1\tlocalhost ip6-localhost ip6-loopback"]
    lines += [f"{address}\t{name}" for name, addresses in _addresses.items() for address in addresses]
    os.makedirs("/etc", exist_ok=True)
    for path, content in (("/etc/hosts", lines), ("/etc/hostname", [_hostname])):
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(content) + "\n")
