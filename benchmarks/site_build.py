"""The static site: how long it takes to build, and how soon its front page can be used."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import threading
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import monotonic
from typing import Any

from generate import generate
from timing import datagov

ROOT = Path(__file__).resolve().parent.parent
#: Seconds that a build may take: the project's data, and the country at 200 KB a file.
BUDGETS = {"project's data": 10.0, "34 × 200 KB": 60.0}
#: A slow phone: its processor is four times slower, its net has 1.6 Mbit/s and 150 ms a turn
#: (the "Slow 4G" of Lighthouse).
SLOWER, BYTES_A_SECOND, DELAY = 4, 1_600_000 / 8, 150
#: Milliseconds: Largest Contentful Paint, Total Blocking Time.
PAINT, BLOCKED = 1000, 200
_OBSERVE = """
window.painted = 0; window.blocked = 0;
new PerformanceObserver((list) => {
  for (const e of list.getEntries()) window.painted = e.startTime;
}).observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => {
  for (const e of list.getEntries()) window.blocked += Math.max(0, e.duration - 50);
}).observe({ type: "longtask", buffered: true });
"""


def run(_: int) -> bool:
    """Build the site of both, and open the front page of the first in Chromium, if it is there."""
    print("\n## Site\n\n| site | s | budget | CPU s | files | largest page, KB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    kept = True
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        large = folder / "large"
        generate(large, 34, 200_000)
        for name, data in (("project's data", ROOT / "data"), ("34 × 200 KB", large / "set-0000")):
            took, spent, files, largest = _build(data, folder / "public")
            kept = kept and took <= BUDGETS[name] and largest < 100_000
            budget, size = BUDGETS[name], largest / 1000
            print(f"| {name} | {took:.1f} | {budget:.0f} | {spent:.1f} | {files} | {size:.0f} |")
        return _front_page() and kept


def _build(data: Path, public: Path) -> tuple[float, float, int, int]:
    """Seconds, CPU seconds, files, and the bytes of the largest page."""
    before, began = getrusage(RUSAGE_CHILDREN), monotonic()
    call = [*datagov(), "site", "--data", str(data), "--output", str(public), "--force"]
    subprocess.run(call, check=True, capture_output=True)
    after, took = getrusage(RUSAGE_CHILDREN), monotonic() - began
    spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    files = [path for path in public.rglob("*") if path.is_file()]
    largest = max(path.stat().st_size for path in files if path.suffix == ".html")
    return took, spent, len(files), largest


def _front_page() -> bool:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        chromium = None
    if chromium is None:
        print("\nThere is no Chromium here; the front page is not measured.")
        return True
    from datagov_cli.site.serve import Preview, server

    with server(Preview(ROOT / "data")) as running, sync_playwright() as playwright:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        home = f"http://127.0.0.1:{running.server_port}"
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        # The first page only warms the browser up: it reads the fonts from the disk.
        _, *measured = [_open(browser, f"{home}/zh/index.html") for _ in range(4)]
        browser.close()
        running.shutdown()
    paint, blocked = (median(each) for each in zip(*measured, strict=True))
    print("\nThe front page on a slow phone (processor four times slower, 1.6 Mbit/s, 150 ms):")
    print(f"Largest Contentful Paint {paint:.0f} ms (budget {PAINT}),", end=" ")
    print(f"Total Blocking Time {blocked:.0f} ms (budget {BLOCKED}).")
    return paint <= PAINT and blocked <= BLOCKED


def _open(browser: Any, address: str) -> tuple[float, float]:
    """Largest Contentful Paint and Total Blocking Time, in milliseconds."""
    page = browser.new_page(viewport={"width": 390, "height": 800})
    throttle = page.context.new_cdp_session(page)
    throttle.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    throttle.send("Network.enable")
    throttle.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": DELAY, "downloadThroughput": BYTES_A_SECOND,
         "uploadThroughput": BYTES_A_SECOND},
    )  # fmt: skip
    page.add_init_script(_OBSERVE)
    page.goto(address)
    page.wait_for_timeout(1000)
    paint, blocked = page.evaluate("[window.painted, window.blocked]")
    page.close()
    return paint, blocked
