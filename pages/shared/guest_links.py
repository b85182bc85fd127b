"""Links that phones of a room open: by which address they reach this machine, and as a QR code."""

import os
import socket
from urllib.parse import urlsplit

import streamlit as st
from starlette.requests import Request

from cx.text.formatting import _
from pages.shared import network, phones


def out_of_reach(address: str) -> str:
    """Why no phone can open this address, and the way out; "" when phones of the network can."""
    if urlsplit(address).hostname not in network.LOCAL:
        return ""
    if is_open_to_the_room():
        return _("This machine has no network, so phones cannot reach it. Connect it and reopen this deck.")
    return _(
        "Phones cannot reach this yet. In the deck, choose “Open to phones on this network” at this question, then"
        " reload this page."
    )


def qr(link: str) -> str:
    """The link as a QR code, inline SVG."""
    import segno

    return segno.make(link, micro=False, error="m").svg_inline(scale=8, border=1, dark="#16202C", omitsize=True)


def qr_image(link: str) -> str:
    """The link as a QR code that an image of the page takes."""
    import segno

    code: str = segno.make(link, micro=False, error="m").svg_data_uri(scale=8, border=2, light="#FFFFFF")
    return code


def base(request: Request) -> str:
    """The address as a guest's phone reaches it: $CX_ROOM where it is one, else this machine in its network."""
    given = os.environ.get("CX_ROOM", "")
    if "//" in given:
        return given.rstrip("/")
    if phones.port():
        return door()
    host = own_address() if is_open_to_the_room() else request.url.hostname or "127.0.0.1"
    port = f":{request.url.port}" if request.url.port else ""
    return f"{request.url.scheme}://{host}{port}"


def for_phones() -> str | None:
    """The address by which phones reach this machine now; None while it listens to itself alone."""
    given = os.environ.get("CX_ROOM", "")
    if "//" in given:
        return given.rstrip("/")
    if phones.port():
        return door()
    return f"http://{own_address()}:{st.get_option('server.port')}" if is_open_to_the_room() else None


def door() -> str:
    """The address of the door for phones, while it is open."""
    return f"http://{own_address()}:{phones.port()}"


def is_open_to_the_room() -> bool:
    """Whether other machines are listened to, by the app itself or by the door for phones."""
    return phones.port() is not None or st.get_option("server.address") not in network.LOCAL


def own_address() -> str:
    """This machine's address in its network; found without sending anything."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return probe.getsockname()[0]
