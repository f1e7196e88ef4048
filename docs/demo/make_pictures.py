"""Draw the pictures of the README from the program itself: the plan in a terminal, an episode page at two widths.

Needs Debian's chromium beside the development requirements. Run from the repository's root:

    python docs/demo/make_pictures.py
"""

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"
DEMO = ("show.toml", "cover.png", "intro.flac", "feeds", "episodes", "posts")
CHROMIUM = "/usr/bin/chromium"
PHONE, DESK, HEIGHT = 390, 1000, 900


def publish(show: Path, *arguments: str) -> str:
    """Run the program as a producer at a terminal would; returns what it printed, colours and all."""
    command = [sys.executable, str(ROOT / "publish.py"), *arguments, "--show", str(show)]
    environment = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": "84", "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout


def draw_plan(browser: Browser, show: Path) -> None:
    """A plan with something new, something changed and something unchanged."""
    edited = show / "episodes/001-school-meetings/episode.md"
    edited.write_text(edited.read_text(encoding="utf-8").replace("\n---\n", "\n---\n\nNow with a better summary.\n", 1))
    shutil.copytree(show / "episodes/002-the-hour-after-school", show / "episodes/004-sunday-evenings")
    new = show / "episodes/004-sunday-evenings/episode.md"
    lines = new.read_text(encoding="utf-8").split("\n")
    text = "\n".join("title: Sunday evenings" if line.startswith("title:") else line for line in lines)
    new.write_text(text.replace("[the-hour-after-school]", "[]"), encoding="utf-8")
    for old in new.parent.glob("recording.*"):
        old.unlink()
    shutil.copy(show / "intro.flac", new.parent / "recording.flac")
    console = Console(record=True, width=84, file=io.StringIO())
    console.print(Text.from_ansi("$ python publish.py plan\n" + publish(show, "plan")))
    with tempfile.TemporaryDirectory() as folder:
        drawing = Path(folder) / "plan.svg"
        console.save_svg(str(drawing), title="publish.py")
        box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing.read_text(encoding="utf-8"))
        width, height = (int(float(side)) for side in box.groups()) if box else (1050, 640)
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(drawing.as_uri())
        page.screenshot(path=IMAGES / "plan.png")


def draw_page(browser: Browser, origin: str) -> None:
    """An episode page as a phone and as a desk show it, side by side."""
    shots = []
    for width, scheme in ((PHONE, "dark"), (DESK, "light")):
        page = browser.new_page(viewport={"width": width, "height": HEIGHT}, color_scheme=scheme)
        page.goto(f"{origin}episodes/001-school-meetings.html")
        page.wait_for_load_state("networkidle")
        path = IMAGES / f"{width}.png"
        page.screenshot(path=path)
        shots.append(path)
    pictures = [Image.open(path) for path in shots]
    sheet = Image.new("RGB", (sum(p.width for p in pictures) + 72, HEIGHT + 48), (216, 222, 224))
    left = 24
    for picture in pictures:
        sheet.paste(picture, (left, 24))
        left += picture.width + 24
    sheet.quantize(128).save(IMAGES / "episode-page.png", optimize=True)
    for path in shots:
        path.unlink()


def main() -> None:
    """Publish a copy of the demo, serve it, and draw."""
    sys.path.insert(0, str(ROOT))
    from pipeline.preview import serving  # noqa: PLC0415 - the path is known only now

    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        show = Path(folder)
        for name in DEMO:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, show / name)
        publish(show, "--yes")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        with serving(show / "public", "https://air.example/") as origin:
            draw_page(browser, origin)
        draw_plan(browser, show)
        browser.close()


if __name__ == "__main__":
    main()
