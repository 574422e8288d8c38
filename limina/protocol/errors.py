"""The two families of errors and the numbered catalogue.

`LocalProtocolError` means that the program driving a sans-IO object broke its rules. `RequestError`
means that a request cannot be answered; it is sent to the client as `{"detail": …, "code": …}` and
never holds a character of the client's text, patterns or names. Any other exception out of
`limina.protocol` is a bug.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

#: code -> (HTTP status for REST, one line for docs/reference/errors.md)
CATALOGUE: dict[str, tuple[int, str]] = {
    "LIM101": (400, "The message is not well-formed JSON."),
    "LIM102": (400, "The message is JSON, but not an object."),
    "LIM103": (400, "A required field is missing."),
    "LIM104": (400, "A field has the wrong type."),
    "LIM105": (400, "A field has a value outside the documented ones."),
    "LIM106": (400, "A filter pattern does not compile."),
    "LIM107": (400, "A text is longer than the limit."),
    "LIM108": (400, "The message holds a lone surrogate, which no UTF-8 text can hold."),
    "LIM109": (400, "The message is nested too deeply."),
    "LIM110": (400, "A number is out of range."),
    "LIM111": (400, "`project_id` breaks its rule."),
    "LIM112": (400, "The request asks for something no installed plugin provides."),
    "LIM113": (400, "A filter pattern took too long on this text."),
    "LIM114": (
        400,
        "Texts, filters, selectors or marker are more or longer than the limits allow.",
    ),
    "LIM115": (400, "The accuracy mode asked for is not loaded on this server."),
    "LIM116": (400, "Relations were asked for without coreference resolution."),
    "LIM117": (413, "The body is longer than the limit."),
    "LIM201": (500, "A required detector failed; the text is not returned."),
    "LIM202": (503, "Too many requests are waiting."),
    "LIM203": (503, "The request was not finished within its deadline."),
    "LIM204": (503, "The server is shutting down."),
    "LIM205": (500, "An internal error; the text is not returned."),
    "LIM206": (500, "The worker failed on the text twice; the text is not returned."),
    "LIM301": (401, "The connection is not authorized."),
    "LIM302": (403, "The page the connection comes from is not on the list of allowed origins."),
}


class ProtocolError(Exception):
    """Base of the protocol's exceptions; never raised itself."""


class LocalProtocolError(ProtocolError):
    """The driver broke a rule of the sans-IO object: an unknown request id, a second answer, ..."""


class RequestError(ProtocolError):
    """A request that gets an error as its answer.

    Attributes:
        code: A key of `CATALOGUE`.
        detail: What is wrong and where (`entity_detection.filter[1].pattern: …`), without any of
            the client's own text.
    """

    def __init__(self, code: str, detail: str) -> None:
        if code not in CATALOGUE:
            raise ValueError(f"unknown error code {code}")
        super().__init__(code, detail)
        self.code = code
        self.detail = detail

    @property
    def status(self) -> int:
        """The HTTP status REST answers with."""
        return CATALOGUE[self.code][0]

    def to_json(self) -> str:
        """The answer as JSON text: `{"detail": …, "code": …}`."""
        return msgspec.json.encode(ErrorAnswer(self.detail, self.code)).decode()


@dataclass(frozen=True, slots=True)
class ErrorAnswer:
    """The JSON shape of an error."""

    detail: str
    code: str
