"""Makes specification.json: what the fake implements, out of the whole Bot API as data.

    python tests/sandbox/trim_specification.py WHOLE_SPECIFICATION.json

The whole one is JSON with `version`, `methods` and `types`, as generators of Bot API libraries
publish it.
"""

import json
import sys
from pathlib import Path
from typing import Any

from bot.sandbox.fake.answering import POLLING
from bot.sandbox.fake.methods import METHODS

Json = dict[str, Any]
TRIMMED = Path(__file__).with_name("specification.json")


def trim(whole: Json) -> Json:
    """Keep the methods that the fake has, and the types that they reach."""
    methods = {name: _fields(whole["methods"][name]) for name in sorted((*METHODS, POLLING))}
    types: Json = {}
    waiting = ["ResponseParameters"]  # in no method's signature, but in answers that refuse
    waiting += [kind for method in methods.values() for kind in kinds(method)]
    while waiting:
        kind = waiting.pop().replace("Array of ", "")
        if kind in whole["types"] and kind not in types:
            types[kind] = _fields(whole["types"][kind])
            waiting += kinds(types[kind])
    return {"version": whole["version"], "methods": methods, "types": dict(sorted(types.items()))}


def _fields(described: Json) -> Json:
    kept: Json = {name: described[name] for name in ("returns", "subtypes") if name in described}
    kept["fields"] = {
        field["name"]: {"types": field["types"], "required": field["required"]}
        for field in described.get("fields", [])
    }
    return kept


def kinds(described: Json) -> list[str]:
    """List the types that a method or type names."""
    fields = [kind for field in described["fields"].values() for kind in field["types"]]
    return [*fields, *described.get("returns", []), *described.get("subtypes", [])]


def write(trimmed: Json) -> str:
    """Write one method or type a line, so that a new version can be read as a difference."""
    parts = [f'{{"version": {json.dumps(trimmed["version"])}']
    for part in ("methods", "types"):
        lines = [f"{json.dumps(name)}: {json.dumps(what)}" for name, what in trimmed[part].items()]
        parts.append(f'"{part}": {{\n' + ",\n".join(lines) + "\n}")
    return ",\n".join(parts) + "}\n"


if __name__ == "__main__":
    TRIMMED.write_text(write(trim(json.loads(Path(sys.argv[1]).read_text()))))
