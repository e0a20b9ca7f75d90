"""The licences of everything that an installed Flexor needs: `python -m tests.licences`."""

import re
import sys
import tomllib
from collections.abc import Collection, Iterator
from importlib import metadata
from itertools import chain

from packaging.markers import Marker
from packaging.requirements import Requirement

from tests.source import ROOT

# What may be used by a program under the MIT licence, as separate packages that it imports.
ALLOWED = frozenset({
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "LGPL-3.0-only", "MIT",
    "MIT-CMU", "MPL-2.0", "PSF-2.0", "Zlib",
})  # fmt: skip
# Packages that do not say it in SPDX's words; read in the licence file of each.
READ = {
    "aiosignal": "Apache-2.0",
    "aiosqlite": "MIT",
    "apscheduler": "MIT",
    "aiohappyeyeballs": "PSF-2.0",
    "certifi": "MPL-2.0",
    "defusedxml": "PSF-2.0",
    "fitdecode": "MIT",
    "fonttools": "MIT",
    "frozenlist": "Apache-2.0",
    "fsrs": "MIT",
    "h11": "MIT",
    "httpx": "BSD-3-Clause",
    "propcache": "Apache-2.0",
    "pycld2": "Apache-2.0",
    "pydantic-settings": "MIT",
    "python-dotenv": "BSD-3-Clause",
    "sqlcipher3": "Zlib",
    "tzdata": "Apache-2.0",
    "uvloop": "MIT OR Apache-2.0",
    "yarl": "Apache-2.0",
}


def needed() -> dict[str, metadata.Distribution]:
    """Return every package that the program needs here, by its normal name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = (project["dependencies"], *project["optional-dependencies"].values())
    waiting = [each for each in map(Requirement, chain(*groups)) if _is_for_here(each.marker, ())]
    found: dict[str, metadata.Distribution] = {}
    while waiting:
        wanted = waiting.pop()
        name = re.sub(r"[-_.]+", "-", wanted.name).lower()
        if name not in found:
            found[name] = metadata.distribution(name)
            leant_on = map(Requirement, found[name].requires or ())
            waiting += [each for each in leant_on if _is_for_here(each.marker, wanted.extras)]
    return found


def _is_for_here(marker: Marker | None, extras: Collection[str]) -> bool:
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in ("", *extras))


def licence(name: str, package: metadata.Distribution) -> str:
    """Return a package's licence in SPDX's words; '' where it is not known."""
    told = package.metadata.get_all("License-Expression") or [READ.get(name, "")]
    return str(told[0])


def refused(expression: str) -> bool:
    """Say whether an expression asks for something that is not allowed: of OR, one is enough."""
    terms = re.sub(r"[()]", " ", expression)
    needs = [each.split(" OR ") for each in terms.split(" AND ")]
    return not terms.strip() or any(
        not any(choice.strip() in ALLOWED for choice in choices) for choices in needs
    )


def lines() -> Iterator[str]:
    """Give a line for each package: name, version, licence."""
    for name, package in sorted(needed().items()):
        yield f"{name} {package.version}: {licence(name, package) or 'not known'}"


if __name__ == "__main__":
    sys.stdout.write("".join(f"{line}\n" for line in lines()))
    sys.exit(any(refused(licence(name, package)) for name, package in needed().items()))
