"""The webhook: where updates go when the bot does not fetch them."""

import asyncio
import re
from dataclasses import dataclass, field

from bot.sandbox.fake.calls import Json, RefusalError

_LOCAL = re.compile(r"http://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?/")
_SECRET = re.compile(r"[A-Za-z0-9_-]*")
_LONGEST_SECRET = 256


@dataclass(frozen=True, slots=True)
class Delivery:
    """One update on its way: POST it as JSON to `url`, with the secret in its header."""

    url: str
    secret_token: str
    update: Json


@dataclass(slots=True)
class Webhook:
    """The webhook as set; `url` is empty where there is none."""

    url: str = ""
    secret_token: str = ""
    ip_address: str = ""
    max_connections: int = 40
    has_certificate: bool = False
    last_error: tuple[int, str] | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def set(self, url: str, secret_token: str) -> None:
        """Set the address; RefusalError where Telegram would not take it.

        Plain HTTP is taken for this machine only, as a local Bot API server does.
        """
        if not url:
            self.drop()
            return
        if not url.startswith("https://") and not _LOCAL.match(url + "/"):
            raise RefusalError("bad webhook: An HTTPS URL must be provided for webhook")
        if len(secret_token) > _LONGEST_SECRET:
            raise RefusalError("secret token is too long")
        if not _SECRET.fullmatch(secret_token):
            raise RefusalError("secret token contains unallowed characters")
        self.url = url
        self.secret_token = secret_token
        self.last_error = None
        self.changed.set()

    def drop(self) -> None:
        """Take the webhook away."""
        self.url = self.secret_token = self.ip_address = ""
        self.has_certificate = False
        self.last_error = None

    def info(self, pending: int, allowed: list[str] | None) -> Json:
        """Describe the webhook as the Bot API's WebhookInfo."""
        info: Json = {
            "url": self.url,
            "has_custom_certificate": self.has_certificate,
            "pending_update_count": pending,
        }
        if self.url:
            info["max_connections"] = self.max_connections
            if self.ip_address:
                info["ip_address"] = self.ip_address
            if self.last_error is not None:
                info["last_error_date"], info["last_error_message"] = self.last_error
        if allowed is not None:
            info["allowed_updates"] = allowed
        return info
