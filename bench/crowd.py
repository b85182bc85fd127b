"""Many people clicking at once: how long until the server has answered a click?

    python bench/crowd.py [STORE] [--people 10 25 50] [--think 5] [--seconds 40]

Each person is a websocket that opens Segments and chooses another region after `think` seconds on average (evenly
between 0 and twice that). A click's time runs from sending it to the message that says the page is done; what the
browser draws after that is measured by clicks.py. The first page of everybody is not counted.
"""

import argparse
import asyncio
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).parents[1]
PORT = 8613


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("store", nargs="?", type=Path, default=ROOT / "data" / "cx.duckdb")
    parser.add_argument("--people", nargs="+", type=int, default=[10, 25, 50])
    parser.add_argument("--think", type=float, default=5)
    parser.add_argument("--seconds", type=float, default=40)
    given = parser.parse_args()
    for row in measured(given.store, given.people, given.think, given.seconds):
        print(
            f"{row['people']:3d} people, a click each {given.think:g} s: median {row['median_ms']:.0f} ms, "
            f"95 % under {row['p95_ms']:.0f} ms, n = {row['clicks']}; server peak {row['peak_gb']:.2f} GB"
        )


def measured(store: Path, crowds: list[int], think: float, seconds: float) -> list[dict]:
    """A row per crowd: people, clicks, median_ms, p95_ms, peak_gb of the one server that answers them all."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copy(store, folder))
        server = _serve(copy)
        try:
            for people in crowds:
                times = asyncio.run(_crowd(people, think, seconds))
                rows.append(
                    {
                        "people": people,
                        "clicks": len(times),
                        "median_ms": 1000 * statistics.median(times),
                        "p95_ms": 1000 * statistics.quantiles(times, n=20)[-1],
                        "peak_gb": peak_gb(server.pid),
                    }
                )
        finally:
            server.terminate()
            server.wait()
    return rows


def peak_gb(process_id: int) -> float:
    """The most memory a process has held so far."""
    lines = Path(f"/proc/{process_id}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 2**20


def _serve(store: Path) -> subprocess.Popen:
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(PORT)]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "CX_STORE": str(store)}, **quiet)
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/_stcore/health", timeout=1)
            return process
        except OSError:
            time.sleep(0.05)


async def _crowd(people: int, think: float, seconds: float) -> list[float]:
    everybody = await asyncio.gather(
        *(_person(random.Random(number), people, think, seconds) for number in range(people))
    )
    return [took for person in everybody for took in person]


async def _person(chance: random.Random, people: int, think: float, seconds: float) -> list[float]:
    address = f"ws://127.0.0.1:{PORT}/_stcore/stream"
    origin = f"http://127.0.0.1:{PORT}"
    times = []
    async with websockets.connect(address, subprotocols=["streamlit"], origin=origin, max_size=None) as socket:
        await asyncio.sleep(chance.uniform(0, people / 5))  # they come one after another
        asked = BackMsg()
        asked.rerun_script.page_name = "segments"
        await socket.send(asked.SerializeToString())
        page, pills, regions = await _answer(socket)
        if not pills:
            raise RuntimeError("the page drew no pills of the region: there is nothing to click")
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            await asyncio.sleep(chance.uniform(0, 2 * think))
            asked = BackMsg()
            asked.rerun_script.page_script_hash = page
            state = asked.rerun_script.widget_states.widgets.add()
            state.id = pills
            state.string_array_value.data.append(chance.choice(regions))
            began = time.perf_counter()
            await socket.send(asked.SerializeToString())
            await _answer(socket)
            times.append(time.perf_counter() - began)
    return times


async def _answer(socket) -> tuple[str, str, list[str]]:
    """Read until the page is done; returns its hash, the id of the region's pills if drawn, and their regions."""
    page, pills, regions = "", "", []
    while True:
        told = ForwardMsg()
        told.ParseFromString(await socket.recv())
        match told.WhichOneof("type"):
            case "new_session":
                page = told.new_session.page_script_hash
            case "delta" if told.delta.new_element.button_group.label == "Region":
                pills = told.delta.new_element.button_group.id
                regions = [option.content for option in told.delta.new_element.button_group.options]
            case "script_finished" if told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return page, pills, regions


if __name__ == "__main__":
    main()
