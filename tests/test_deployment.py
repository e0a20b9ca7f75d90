"""The files by which Flexor is run elsewhere hold what they promise, and name what there is."""

import configparser
import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from bot.settings import Settings
from tests.source import ROOT, modules, texts

DEPLOY = ROOT / "deploy"
SETTINGS = {name.upper() for name in Settings.model_fields}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
COMPILE = (
    "uv", "pip", "compile", "-q", "--universal", "--python-version", "3.11",
    "--generate-hashes", "--no-annotate", "--no-header", "--no-emit-index-url",
)  # fmt: skip
# What each file is made of: `uv pip compile` with these, the second from standard input.
SOURCES = {
    "requirements.txt": (("pyproject.toml", "--extra", "postgres"), ""),
    "build.txt": (("-",), "\n".join(PROJECT["build-system"]["requires"])),
}


def instructions() -> list[tuple[str, str]]:
    """Return the Dockerfile's instructions, each with what follows it."""
    text = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    told = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split()[0], line.partition(" ")[2]) for line in told]


def last_stage() -> list[tuple[str, str]]:
    found = instructions()
    begins = max(at for at, (name, _) in enumerate(found) if name == "FROM")
    return found[begins:]


def test_the_image_is_built_in_two_stages_from_a_base_that_can_be_pinned() -> None:
    found = instructions()
    assert found[0][0] == "ARG"
    assert [what for name, what in found if name == "FROM"] == ["${BASE} AS build", "${BASE}"]


def test_the_image_needs_no_shell_and_no_rights() -> None:
    for name, what in instructions():
        if name in {"RUN", "CMD", "ENTRYPOINT"}:
            assert json.loads(what), "as a list it needs no shell"
    found = dict(last_stage())
    assert "RUN" not in found
    assert re.fullmatch(r"[1-9]\d+:[1-9]\d+", found["USER"])
    assert found["STOPSIGNAL"] == "SIGTERM"
    assert json.loads(found["HEALTHCHECK"].partition("CMD ")[2])[1:] == ["ready"]
    assert json.loads(found["CMD"]) == ["run"]


def test_the_image_takes_pinned_packages_and_carries_no_secret() -> None:
    every = " ".join(f"{name} {what}" for name, what in instructions())
    installs = [what for name, what in instructions() if name == "RUN" and '"install"' in what]
    assert all("--require-hashes" in what or "--no-index" in what for what in installs)
    assert '"wheel"' in every
    assert "--no-build-isolation" in every, "what builds it is fetched by its hash too"
    assert not re.search(r"BOT_TOKEN|DATABASE_KEY|ADD |latest", every)
    named = set(re.findall(r"\b([A-Z][A-Z_]+)=", dict(last_stage())["ENV"]))
    assert named - {"PYTHONDONTWRITEBYTECODE"} <= SETTINGS
    for what in (what for name, what in instructions() if name == "COPY" and "--from" not in what):
        for source in what.split()[:-1]:
            assert (ROOT / source).exists(), source


def test_what_is_copied_is_sent_to_the_builder() -> None:
    sent = {line[1:] for line in lines(ROOT / ".dockerignore") if line.startswith("!")}
    copied = {
        source
        for name, what in instructions()
        if name == "COPY" and "--from" not in what
        for source in what.split()[:-1]
    }
    assert copied == sent


def test_compose_holds_the_container_in_bounds() -> None:
    text = (ROOT / "compose.yaml").read_text("utf-8")
    for promise in (
        "read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", "mem_limit:",
        "/run/secrets/bot_token", "/run/secrets/database_key", '"127.0.0.1:8080:8080"',
    ):  # fmt: skip
        assert promise in text
    assert "privileged: true" not in text
    assert set(re.findall(r"^      ([A-Z_]+):", text, re.MULTILINE)) - {"BASE"} <= SETTINGS


def unit() -> configparser.ConfigParser:
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read(DEPLOY / "flexor.service", encoding="utf-8")
    return read


def test_the_unit_is_hardened_and_hears_that_the_bot_lives() -> None:
    service = unit()["Service"]
    for name, value in {
        "Type": "notify", "DynamicUser": "yes", "ProtectSystem": "strict", "ProtectHome": "yes",
        "NoNewPrivileges": "yes", "CapabilityBoundingSet": "", "MemoryDenyWriteExecute": "yes",
    }.items():  # fmt: skip
        assert service[name] == value, name
    assert int(service["WatchdogSec"]) >= 30
    assert int(service["TimeoutStopSec"]) > 8
    text = (DEPLOY / "flexor.service").read_text("utf-8")
    named = re.findall(r"\b([A-Z]+_[A-Z_]+)=", text)
    assert set(named) <= SETTINGS


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd here")
def test_systemd_finds_the_unit_in_order() -> None:
    command = ["systemd-analyze", "security", "--offline=true", "--threshold=25"]
    ended = subprocess.run(  # noqa: S603
        [*command, str(DEPLOY / "flexor.service")], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def exposed() -> set[str]:
    """Return the names of the metrics that the program has, as its source writes them."""
    (source,) = (module for module in modules() if module.name == "bot.health.metrics")
    return {str(text.value) for text in texts(source) if str(text.value).startswith("flexor_")}


@pytest.mark.parametrize("name", ["alerts.yml", "grafana.json"])
def test_boards_and_alerts_ask_for_metrics_that_exist(name: str) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    asked = set(re.findall(r"\bflexor_\w+", text))
    bare = {re.sub(r"_(bucket|count|sum|total)$", "", metric) for metric in asked}
    assert len(bare) > 4
    assert bare <= exposed()
    if name == "grafana.json":
        assert len(json.loads(text)["panels"]) >= 10
        assert bare == exposed(), "every figure is on the board"


def test_every_alert_says_what_to_do() -> None:
    text = (DEPLOY / "alerts.yml").read_text("utf-8")
    assert text.count("- alert:") == text.count("expr:") == text.count("summary:") > 5


def test_the_proxy_passes_on_one_path_alone() -> None:
    text = (DEPLOY / "Caddyfile").read_text("utf-8")
    assert text.count("reverse_proxy") == 1
    assert "respond 404" in text


@pytest.mark.parametrize(
    ("name", "table", "key"),
    [("requirements.txt", "project", "dependencies"), ("build.txt", "build-system", "requires")],
)
def test_requirements_are_pinned_hashed_and_within_bounds(name: str, table: str, key: str) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    found = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))
    for wanted in map(Requirement, PROJECT[table][key]):
        assert wanted.specifier.contains(Version(found[wanted.name])), wanted.name
    assert "://" not in text, "no address: each takes packages from where they do"
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert len(blocks) == len(found)
    assert all("--hash=sha256:" in block for block in blocks)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("uv"), reason="uv makes the files")
@pytest.mark.parametrize("name", SOURCES)
def test_requirements_are_made_anew_as_they_are(name: str, tmp_path: Path) -> None:
    made = tmp_path / name
    source, given = SOURCES[name]
    command = [*COMPILE, *source, "-o", str(made)]
    subprocess.run(command, cwd=ROOT, input=given, text=True, check=True)  # noqa: S603
    assert made.read_text("utf-8") == (DEPLOY / name).read_text("utf-8")
