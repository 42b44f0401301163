"""How long `datagov search` takes, measured against a bare Typer program and `datagov list`.

Whole processes are timed over generated data (``generate.py``), those of one round one after
the other. A first run finds an empty cache, a second one what the first has left there.

    python benchmarks/search.py --runs 9 20000 60000 200000
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from generate import generate
from startup import BARE, DISTURBING, _datagov

#: Queries: a word of every record; one of few, in letters; pinyin; several words; nothing.
QUERIES = ("数据", "number 1017", "xugou huiyi", "广东 数据共享", "zzzqqq")


def main() -> None:
    parser = argparse.ArgumentParser(description="Time datagov search over generated data.")
    parser.add_argument("--runs", type=int, default=9, metavar="N", help="rounds (default 9)")
    parser.add_argument("sizes", nargs="*", type=int, default=[20_000, 60_000, 200_000])
    chosen = parser.parse_args()
    print(f"| {'program':42} | median ms | min ms | ratio |")
    print(f"| {'-' * 42} | --------: | -----: | ----: |")
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory() as folder:
            generate(Path(folder) / "data", 34, size)
            _measure(Path(folder), size, chosen.runs)


def _measure(folder: Path, size: int, runs: int) -> None:
    """Print the medians for one size of data."""
    data, cache, script = folder / "data" / "set-0000", folder / "cache", folder / "bare.py"
    script.write_text(BARE, encoding="utf-8")
    environment = {k: v for k, v in os.environ.items() if k not in DISTURBING}
    environment |= {"DATAGOV_CACHE": str(cache), "DATAGOV_DATA": str(data), "LC_ALL": "C.UTF-8"}

    def timed(command: list[str]) -> float:
        start = time.perf_counter()
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
        return (time.perf_counter() - start) * 1000

    times: dict[str, list[float]] = {}
    for _ in range(max(1, min(runs, 3))):
        for words in (["list"], ["search", QUERIES[0]]):
            shutil.rmtree(cache, ignore_errors=True)
            taken = timed([*_datagov(), *words])
            times.setdefault(f"first {' '.join(words)}", []).append(taken)
    for _ in range(runs):
        times.setdefault("bare Typer program", []).append(timed([sys.executable, str(script)]))
        times.setdefault("second list", []).append(timed([*_datagov(), "list"]))
        for query in QUERIES:
            taken = timed([*_datagov(), "search", query])
            times.setdefault(f"second search {query}", []).append(taken)
    floor = statistics.median(times["bare Typer program"])
    for name, each in times.items():
        median = statistics.median(each)
        label = f"34 × {size // 1000} KB, {name}"
        print(
            f"| {label:30} | {median:9.1f} | {min(each):6.1f} | {median / floor:5.2f} |", flush=True
        )


if __name__ == "__main__":
    main()
