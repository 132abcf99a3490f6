"""What is stopped has to be loaded anew, so this comes last."""

from __future__ import annotations

import pytest
from served import Check
from systems import ROOT

pytestmark = pytest.mark.browser


def test_a_check_that_takes_too_long_is_stopped(check: Check) -> None:
    check.page.clock.install()
    worker = check.page.workers[0]
    worker.evaluate("""() => {
        const tell = postMessage;
        self.postMessage = (told) => { tell(told); for (;;); };
    }""")
    check.page.locator("#folder").set_input_files(ROOT / "examples" / "complete")
    check.page.locator("#state", has_text="Checking complete").wait_for()
    with worker.expect_event("close"):
        check.page.clock.fast_forward(61_000)
        assert check.said.startswith("Stopped: complete took more than 60 seconds to check.")
    assert check.page.locator("#stop").is_hidden()
