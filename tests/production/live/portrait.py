"""The picture of the page that docs/live.md shows: ``python -m tests.production.live.portrait``."""

from __future__ import annotations

from playwright.sync_api import sync_playwright

from tests.browsers import ALONE, Chromium, browser_program
from tests.production.conftest import ROOT
from tests.production.live.test_command import started

PICTURE = ROOT / "media" / "gallery" / "live.png"
FRAME = 1682  # in the last beat, while the line turns
PLACE = f"#scenes.line_fit.LineFit@{FRAME}?start=(0.8, 4.0)&learning_rate=0.0108"
IS_WHOLE = "document.querySelector('#state').textContent === ''"
IS_SHOWN = f"document.querySelector('#picture').dataset.frame === '{FRAME}'"


def main() -> None:
    """Show a lesson with two knobs turned, and keep what the window shows."""
    with started(ROOT, "gradient_descent", "LineFit") as (_, address), sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser_program(), args=[ALONE])
        page = Chromium(running).open(address.partition("#")[0] + PLACE)
        page.wait_for(f"{IS_SHOWN} && {IS_WHOLE}")
        PICTURE.write_bytes(page.screenshot())
        running.close()
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
