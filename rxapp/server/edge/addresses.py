"""The network address of a caller, also behind a proxy on the same machine."""

from ipaddress import ip_address

from starlette.requests import HTTPConnection


def is_loopback(host: str) -> bool:
    """Whether it is this machine itself."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def client_address(request: HTTPConnection) -> str:
    """Who calls. Only a proxy on this machine is believed, and of what it says only the last address, its own word."""
    host = request.client.host if request.client else ""
    forwarded = request.headers.get("x-forwarded-for", "")
    return forwarded.rpartition(",")[2].strip() if forwarded and is_loopback(host) else host


def is_local(request: HTTPConnection) -> bool:
    """Whether a program on this machine calls, and not the proxy for somebody else."""
    host = request.client.host if request.client else ""
    forwarded = {"x-forwarded-for", "forwarded", "x-forwarded-host"} & set(request.headers.keys())
    return is_loopback(host) and not forwarded
