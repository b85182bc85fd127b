"""The frame: streamlit runs this file as the script of every page, and the server imports it once at start."""

import streamlit as st

from cx.text.formatting import _
from pages.frame import server, shell
from pages.shared import menu

if __name__ == "__main__":
    page = shell.draw()
    shell.wait(server.is_open, _("Opening the company's file…"))
    from pages.frame import frame

    frame.run(page)
else:
    server.name_pages(menu.pages)
    app = st.App(
        __file__,
        lifespan=server.warming,
        on_script_error=server.sorry,
        middleware=server.guards(),
        routes=server.routes(),
    )
