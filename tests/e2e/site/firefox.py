"""Firefox ESR driven by WebDriver BiDi, the W3C's protocol that it speaks itself."""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

_PREFERENCES = """\
user_pref("svg.disabled", true);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("remote.active-protocols", 1);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("browser.safebrowsing.update.enabled", false);
user_pref("services.settings.server", "data:,");
user_pref("app.update.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.server", "");
"""


class Firefox:
    """One page of a running Firefox; `requested` and `complaints` grow while it is used."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._number = 0
        self.requested: list[str] = []
        self.complaints: list[str] = []
        self.ask("session.new", capabilities={})
        events = ["network.beforeRequestSent", "log.entryAdded"]
        self.ask("session.subscribe", events=events)
        self._page = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """One command's result; events that come meanwhile are kept."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while True:
            told = json.loads(self._socket.recv(timeout=60))
            if told.get("id") == self._number:
                assert told["type"] == "success", told
                return told["result"]
            self._keep(told)

    def _keep(self, told: dict[str, Any]) -> None:
        if told.get("method") == "network.beforeRequestSent":
            self.requested.append(told["params"]["request"]["url"])
        elif told.get("method") == "log.entryAdded" and told["params"]["level"] in {"warn", "error"}:
            self.complaints.append(str(told["params"]["text"]))

    def resize(self, width: int, height: int) -> None:
        """Give the page a size in CSS pixels."""
        self.ask(
            "browsingContext.setViewport", context=self._page, viewport={"width": width, "height": height}
        )

    def open(self, address: str) -> None:
        """Open a page and wait until all of it has come."""
        self.ask("browsingContext.navigate", context=self._page, url=address, wait="complete")

    def evaluate(self, expression: str) -> Any:
        """The value of an expression, passed as JSON."""
        found = self.ask(
            "script.evaluate",
            expression=f"JSON.stringify({expression})",
            target={"context": self._page, "sandbox": "looking"},
            awaitPromise=False,
        )
        assert found["type"] == "success", found
        return json.loads(found["result"]["value"])


@contextmanager
def firefox(program: str, profile: Path) -> Iterator[Firefox]:
    """A Firefox without SVG and with a profile of its own, ended when done."""
    (profile / "user.js").write_text(_PREFERENCES)
    command = [
        program,
        "--headless",
        "--no-remote",
        "--profile",
        str(profile),
        "--remote-debugging-port",
        "0",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as running:
        try:
            assert running.stderr is not None
            spoken = (re.search(r"WebDriver BiDi listening on (ws://\S+)", line) for line in running.stderr)
            address = next(found[1] for found in spoken if found)
            with connect(f"{address}/session", max_size=2**24) as socket:
                yield Firefox(socket)
        finally:
            running.terminate()
