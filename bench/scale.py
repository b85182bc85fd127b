"""The whole way at several sizes of company, against floors of the same run: `make bench`.

    python -m bench.scale [--lines 1000000 10000000] [--keep FOLDER]

For each size it makes the demo company and measures, every step in a process of its own: the load of its orders
(floor: a bare `create table as from read_csv`), the derived tables (floor: a bare recency-frequency-money aggregate),
tiers, the funnel (floor: a bare group by person), stages, cohorts, the answers behind the pages cold and warm, the
first page of a fresh process (floor: an empty page), every page's click to the changed chart in Chromium (floor: an
empty page's click), crowds of people clicking, and the same answers by the libraries that people use today (where
.venv-peers has them, see bench/peers.py). Medians and spreads go to bench/RESULTS.md and bench/results.json.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
TIMES_FLOOR = {"load of plain order lines": 2, "load of the orders": 2, "derived tables": 3, "tiers": 3}
COLD, CLICK, CROWD = 1.5, 2.5, 1
"""What is asked of 10 million lines: times the floor, seconds of a cold answer, times an empty page's warm click at
every size, seconds under which 95 % of the clicks of 25 people stay."""
STEPS = [
    "load",
    "derived",
    "tiers",
    "funnel",
    "stages",
    "cohorts",
    "answers",
    "start",
    "clicks",
    "crowd",
    "peers",
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lines", nargs="+", type=int, default=[1_000_000, 10_000_000])
    parser.add_argument("--steps", nargs="+", choices=STEPS, default=STEPS)
    parser.add_argument("--keep", type=Path, help="a folder to keep the companies in")
    given = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for lines in given.lines:
            home = (given.keep or Path(folder)) / str(lines)
            _make(home, lines)
            for step in given.steps:
                for row in _run("bench.scale_steps", step, str(home)):
                    rows.append({"lines": lines, **row})
                    print(_sentence(rows[-1]), flush=True)
                _write(rows)


def _make(home: Path, lines: int) -> None:
    if not (home / "orders.csv").exists():
        subprocess.run([sys.executable, "-m", "data.generate", str(home), "--lines", str(lines)], cwd=ROOT, check=True)


def _run(module: str, *given: str) -> list[dict]:
    """The rows a step prints as JSON lines, in a process of its own; a step that fails leaves the others theirs."""
    done = subprocess.run(
        [sys.executable, "-m", module, *given], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        print(f"{' '.join(given)} failed; what it had measured by then follows", flush=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def _write(rows: list[dict]) -> None:
    (ROOT / "bench" / "results.json").write_text(json.dumps(rows, indent=1) + "\n")
    names = [
        "lines",
        "what",
        "median",
        "spread",
        "floor",
        "times the floor",
        "CPU",
        "times the floor's",
        "peak memory",
        "asked",
    ]
    head = f"| {' | '.join(names)} |\n|---:|---|---:|---|---:|---:|---:|---:|---:|---|\n"
    results = ROOT / "bench" / "RESULTS.md"
    _table, section, sections = results.read_text().partition("\n## ")
    results.write_text(
        "# Measured\n\n`make bench` wrote this; what each line means stands in bench/scale.py. "
        "Peak memory is of the step's own process so far, or of the server that was clicked.\n\n"
        + head
        + "".join(map(_line, rows))
        + section
        + sections
    )


def _line(row: dict) -> str:
    took, floor = row["seconds"], row.get("floor")
    cpu, floor_cpu = row.get("cpu"), row.get("floor_cpu")
    cells = [
        f"{row['lines']:,}",
        row["what"],
        _time(statistics.median(took)),
        f"{_time(min(took))} to {_time(max(took))}, n = {len(took)}",
        _time(floor) if floor else "",
        f"{statistics.median(took) / floor:.2f}" if floor else "",
        _time(cpu) if cpu else "",
        f"{cpu / floor_cpu:.2f}" if cpu and floor_cpu else "",
        f"{row['peak_gb']:.2f} GB" if row.get("peak_gb") else "",
        _asked(row),
    ]
    return f"| {' | '.join(cells)} |\n"


def _asked(row: dict) -> str:
    """What is asked of a line of the table, and whether it was missed; "" where nothing is."""
    what, seconds, company = row["what"], statistics.median(row["seconds"]), row["lines"] == 10_000_000
    times = seconds / row["floor"] if row.get("floor") else 0
    wanted = next((most for begins, most in TIMES_FLOOR.items() if what.split(",")[0].startswith(begins)), 0)
    if wanted and company and not what.endswith("derived tables made"):
        return f"{wanted} x" + (", missed" if times > wanted else "")
    if what.startswith("click") and what.endswith("warm"):
        return f"{CLICK} x" + (", missed" if times > CLICK else "")
    if company and what.startswith("answer") and "cold" in what:
        return f"{COLD} s" + (", missed" if seconds > COLD else "")
    if company and what.startswith("25 people"):
        return f"{CROWD} s" + (", missed" if seconds > CROWD else "")
    return ""


def _sentence(row: dict) -> str:
    return _line(row).strip("|\n ").replace(" | ", "  ")


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{1000 * seconds:.0f} ms"


if __name__ == "__main__":
    main()
