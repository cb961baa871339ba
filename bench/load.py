"""Clients that ask a server over HTTP, each on a connection of its own that stays open."""

import http.client
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

CONNECT_TO = "127.0.0.1"  # *.localhost is not resolved everywhere; the Host header says which zone is meant


@dataclass
class Answer:
    status: int
    body: bytes
    headers: dict[str, str]
    milliseconds: float
    cookies: str = ""  # that it set, as a browser sends them back


@dataclass
class Phone:
    """One client. `headers` go with each request."""

    url: str
    headers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        self._host = parts.netloc
        self._connection = http.client.HTTPConnection(CONNECT_TO, parts.port, timeout=60)

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        began = time.perf_counter()
        self._connection.request(method, path, body, {"Host": self._host, **self.headers, **more})
        response = self._connection.getresponse()
        content = response.read()
        took = (time.perf_counter() - began) * 1000
        names = {name.lower(): value for name, value in response.getheaders()}
        cookies = [value.partition(";")[0] for name, value in response.getheaders() if name.lower() == "set-cookie"]
        return Answer(response.status, content, names, took, "; ".join(cookies))


@dataclass(frozen=True)
class Run:
    """What many clients at once got: requests a second in all, and the milliseconds of each request."""

    rate: float
    milliseconds: list[float]


def at_once(deeds: list[Callable[[], list[float]]]) -> Run:
    """Each deed in a thread of its own; each gives the milliseconds of its requests."""
    results: list[list[float]] = [[] for _ in deeds]
    failures: list[BaseException] = []

    def work(place: int) -> None:
        try:
            results[place] = deeds[place]()
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(place,)) for place in range(len(deeds))]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    if failures:
        raise failures[0]
    every = [each for result in results for each in result]
    return Run(len(every) / took, every)
