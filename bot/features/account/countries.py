"""Where a person lives, as far as it changes whom to call."""

from typing import Annotated

from pydantic import BaseModel, Field


class Country(BaseModel, frozen=True, extra="forbid"):
    """A country or group of countries with the same numbers."""

    id: Annotated[str, Field(pattern=r"^[a-z]{2,8}$")]
    name: Annotated[str, Field(min_length=2, max_length=28)]
    emergency: Annotated[str, Field(min_length=3, max_length=80)]
    advice: Annotated[str, Field(max_length=120)] = ""  # whom to ask the same day
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
