"""A browser without a screen, for the running portal: real requests on a real socket, cookies, the token of forms."""

import http.client
import secrets
import socket
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

# A visitor's own machine, as the server sees it: every 127.x.x.x is this one.
HOME = "127.0.0.1"


@dataclass(frozen=True)
class Answer:
    """What came back; read as a response of Django's test client is."""

    status_code: int
    headers: http.client.HTTPMessage
    content: bytes

    def __getitem__(self, name):
        return self.headers[name]


class WireBrowser:
    """One person's browser in one zone. Its cookies are sent however secure they are, as browsers do on loopback."""

    def __init__(self, url, *, address=HOME, timeout=60, **headers):
        self._place = urlsplit(url)
        self._address, self._timeout = address, timeout
        self._headers = {"Host": self._place.netloc, "Accept-Language": "th", "Connection": "close"} | headers
        self.cookies = {}

    def get(self, path):
        return self._asked("GET", path)

    def post(self, path, typed=None, files=()):
        """`files`: (field, name, media type, content)."""
        if not self._token():
            self.get(path)
        kind, body = self._form(typed or {}, files)
        return self._asked("POST", path, body, kind)

    @contextmanager
    def post_and_hang_up(self, path, typed):
        """Send a form, and close the connection at the block's end without reading a byte of the answer."""
        kind, body = self._form(typed, ())
        connection = self._connection()
        try:
            connection.request("POST", path, body, self._headers | self._kept() | {"Content-Type": kind})
            yield
            connection.sock.shutdown(socket.SHUT_RDWR)
        finally:
            connection.close()

    def fill_in(self, path, typed, *, action=None, files=()):
        """Open the page, type into its form (the one that leads to `action`, else the page's own), press the button."""
        page = self.get(path)
        assert page.status_code == 200, (path, page.status_code, page["Location"])
        return self.press(path, page, typed, action=action, files=files)

    def press(self, path, page, typed, *, action=None, files=()):
        """The same where the page is there already, as the one that shows once more what was typed."""
        return self.post(action or path, {**_Form(action).values_in(page.content.decode()), **typed}, files)

    def copy(self):
        """Another window of the same browser."""
        twin = WireBrowser(self._place.geturl(), address=self._address, timeout=self._timeout, **self._headers)
        twin.cookies = dict(self.cookies)
        return twin

    def _asked(self, method, path, body=None, kind=None):
        connection = self._connection()
        headers = self._headers | self._kept() | ({"Content-Type": kind} if kind else {})
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        finally:
            connection.close()
        self._keep(answer.headers.get_all("Set-Cookie", []))
        return answer

    def _connection(self):
        return http.client.HTTPConnection(
            HOME, self._place.port, timeout=self._timeout, source_address=(self._address, 0)
        )

    def _form(self, typed, files):
        typed = {"csrfmiddlewaretoken": self._token(), **typed}
        if not files:
            return "application/x-www-form-urlencoded", urlencode(typed).encode()
        return _multipart(typed, files)

    def _token(self):
        """Of forms, from the cookie that comes with the page of a form."""
        return next((value for name, value in self.cookies.items() if name.endswith("-csrf")), "")

    def _kept(self):
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}

    def _keep(self, set_cookies):
        for text in set_cookies:
            for name, morsel in SimpleCookie(text).items():
                if morsel["max-age"] == "0" or not morsel.value:
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value


class _Form(HTMLParser):
    """What a form's fields hold before anybody types."""

    def __init__(self, action):
        super().__init__()
        self._action, self._inside, self._values = action, False, {}

    def values_in(self, page):
        self.feed(page)
        return self._values

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        if tag == "form":
            self._inside = told.get("action") == self._action
        elif self._inside and tag == "input" and told.get("type") not in {"checkbox", "radio", "file", "submit"}:
            self._values[told["name"]] = told.get("value") or ""

    def handle_endtag(self, tag):
        self._inside = self._inside and tag != "form"


def _multipart(typed, files):
    boundary = secrets.token_hex(16)
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in typed.items()
    ]
    for field, name, media_type, content in files:
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
        parts.append(f"{head}Content-Type: {media_type}\r\n\r\n".encode() + content + b"\r\n")
    return f"multipart/form-data; boundary={boundary}", b"".join([*parts, f"--{boundary}--\r\n".encode()])
