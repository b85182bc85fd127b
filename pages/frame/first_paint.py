"""The menu and grey places within the first answer of the server, before the browser has read a script.

Streamlit's own page is empty until its scripts have run; this one stands in front of it until something
is drawn under its menu.
"""

from functools import cache
from html import escape
from pathlib import Path
from string import Template

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import BaseRoute, Route
from streamlit.file_util import get_static_dir

from cx.text.formatting import _
from pages.shared import menu

FRONT = Template((Path(__file__).parent / "first_paint.html").read_text(encoding="utf-8"))
ROOT = '<div id="root"></div>'


def routes() -> list[BaseRoute]:
    """The address of every page."""
    names = [name for names in menu.sections().values() for name in names if name != menu.HOME]
    return [Route("/" + name, _answer) for name in ("", *names, *menu.HIDDEN)]


async def _answer(request: Request) -> HTMLResponse:
    name = request.url.path.strip("/") or menu.HOME
    return HTMLResponse(page(name), headers={"Cache-Control": "no-cache"})


@cache
def page(name: str) -> str:
    """Streamlit's page with the frame of this page of the menu in front of it."""
    empty = (Path(get_static_dir()) / "index.html").read_text(encoding="utf-8")
    front = FRONT.substitute(links="".join(_link(*section, menu.marked(name)) for section in menu.sections().items()))
    return empty.replace("<title>Streamlit</title>", f"<title>{_('CX explorer')}</title>").replace(ROOT, front + ROOT)


def _link(section: str, names: list[str], marked: str) -> str:
    several = ' class="several"' if len(names) > 1 else ""
    current = ' aria-current="page"' if marked in names else ""
    address = "" if names == [menu.HOME] else names[0]
    return f'<a href="./{address}"{several}{current}>{escape(menu.section_title(section))}</a>'
