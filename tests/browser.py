"""A real browser without a window, where there is one: what it builds from a page, says about it, and measures in it."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

BINARY = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)

_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"),
    *("--enable-logging=stderr", "--virtual-time-budget=3000"),
)
# For a script that opens many pages.
PATIENT = "--virtual-time-budget=60000"
DARK = "--blink-settings=preferredColorScheme=0"
LIGHT = "--blink-settings=preferredColorScheme=1"

# The page in a frame of a given width, and a script that looks into it: a page with this policy could not run one itself.
_FRAME = """<!doctype html><meta charset="utf-8"><body style="margin:0">
<iframe srcdoc="{page}" style="width:{width}px;height:900px;border:0"></iframe><pre id="found"></pre>
<script>
addEventListener("load", () => {{
  const frame = document.querySelector("iframe"), view = frame.contentWindow, doc = frame.contentDocument;
  (async () => {{ {script} }})().catch(error => ["the script failed", String(error)])
    .then(found => {{ document.getElementById("found").textContent = JSON.stringify(found); }});
}});
</script>"""


@dataclass(frozen=True)
class Loaded:
    """The document a browser built, and what it wrote to its console."""

    dom: str
    console: list[str]


def load(page: str, *flags: str) -> Loaded:
    """The page has been opened from a file."""
    with tempfile.TemporaryDirectory() as folder:
        done = _run(page, Path(folder), *flags, "--dump-dom")
    console = [line for line in done.stderr.decode("utf-8", "replace").splitlines() if "CONSOLE" in line]
    return Loaded(done.stdout.decode("utf-8"), console)


def picture(page: str, *flags: str, scripts: bool = True, width: int = 1280, height: int = 1600) -> bytes:
    """What the page looks like in a frame that allows scripts or does not, as PNG."""
    allowed = "allow-same-origin allow-scripts" if scripts else "allow-same-origin"
    frame = (
        f'<iframe sandbox="{allowed}" srcdoc="{html.escape(page, quote=True)}" style="width:99vw;height:99vh"></iframe>'
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.png")
        _run(frame, Path(folder), *flags, f"--window-size={width},{height}", f"--screenshot={file}")
        return file.read_bytes()


def _run(page: str, folder: Path, *flags: str) -> subprocess.CompletedProcess[bytes]:
    assert BINARY
    file = folder / "page.html"
    file.write_text(page, "utf-8")
    command = [BINARY, *_FLAGS, f"--user-data-dir={folder}/profile", *flags, file.as_uri()]
    return subprocess.run(command, capture_output=True, timeout=120, check=True)


def ask(page: str, script: str, *flags: str, width: int = 1280):
    """What a script gives back, at once or later, that can use `doc` and `view`, the page in a frame of this width."""
    framed = _FRAME.format(page=html.escape(page, quote=True), width=width, script=script)
    found = re.search(r'<pre id="found">(.+?)</pre>', load(framed, *flags).dom, re.DOTALL)
    assert found, "the script failed"
    return json.loads(html.unescape(found.group(1)))
