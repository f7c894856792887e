"""The guides say what is true: their commands exist, those that can be run are run, and their files are well-formed."""

import configparser
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from rxapp.server import office, sites
from rxapp.server.cli import app
from rxapp.server.edge import monitoring
from rxapp.server.privacy import keeping
from rxapp.server.sync.check import check_file

DOCS = Path(__file__).parent.parent / "docs"
GUIDES = ("install.md", "laptop.md", "upgrade.md", "backup.md", "monitoring.md", "machines.md")
BLOCK = re.compile(r"(<!-- run -->\n)?```(\w+)\n(.*?)```", re.DOTALL)


def blocks(guide: str, kind: str) -> list[tuple[bool, str]]:
    return [(bool(run), text) for run, found, text in BLOCK.findall((DOCS / guide).read_text()) if found == kind]


def commands(text: str) -> list[list[str]]:
    """The `leerplein` commands in a text of shell lines or a unit file, without what stands before them."""
    lines = re.findall(
        r"^(?:ExecStart=\S*/|sudo -u leerplein LEERPLEIN_DATA=\S+ \S*/)?leerplein (.+)$", text, re.MULTILINE
    )
    return [shlex.split(line) for line in lines]


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_in_a_guide_exists_with_its_options(guide):
    for kind in ("sh", "ini"):
        for _, text in blocks(guide, kind):
            for words in commands(text):
                parse(words)


INLINE = sorted(
    {
        (page.name, found)
        for page in [*DOCS.glob("*.md"), DOCS.parent / "README.md"]
        for found in re.findall(r"`leerplein ([^`]+)`", page.read_text().replace("\n", " "))
    }
)


@pytest.mark.parametrize("page, text", INLINE, ids=str)
def test_a_command_between_the_lines_exists_with_its_options(page, text):
    command, words = find(shlex.split(text.replace("list|rotate|revoke", "list")))
    options = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    assert {word for word in words if word.startswith("--")} <= options


def find(words: list[str]):
    """The command that these words call, and the words after its name."""
    command = typer.main.get_command(app)
    while words and hasattr(command, "commands"):
        assert words[0] in command.commands, f"there is no command {words[0]!r}"
        command, words = command.commands[words[0]], words[1:]
    return command, words


def parse(words: list[str]) -> None:
    command, rest = find(words)
    assert not hasattr(command, "commands"), f"{shlex.join(words)} is not whole"
    command.make_context("leerplein", list(rest), resilient_parsing=False)


def test_the_commands_that_can_be_run_are_run_in_the_order_of_the_guides(tmp_path, monkeypatch):
    monkeypatch.setenv("LEERPLEIN_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    count = 0
    for guide in GUIDES:
        for is_run, text in blocks(guide, "sh"):
            for words in map(here, commands(text)) if is_run else ():
                result = CliRunner().invoke(app, words)
                assert result.exit_code == 0, f"{guide}: {shlex.join(words)}\n{result.output}{result.stderr}"
                count += 1
    assert count > 12
    assert check_file(sites.site_path(tmp_path / "data", "werkplaats")) is None
    office.close_all()
    sites.close_all()


def here(words: list[str]) -> list[str]:
    """A command of a guide for what there is here: the backup that was just made, and the copy of a site."""
    if "folder-with-the-copy" in words:
        Path("folder-with-the-copy").mkdir()
        shutil.copy(sites.site_path(sites.data_folder(), "werkplaats"), "folder-with-the-copy")
    return [str(max(Path("backups").glob("*.age"))) if word.endswith(".age") else word for word in words]


@pytest.mark.parametrize("guide", GUIDES)
def test_unit_files_are_well_formed(guide):
    for _, text in blocks(guide, "ini"):
        unit = configparser.ConfigParser(strict=False, interpolation=None)
        unit.optionxform = str
        unit.read_string(text)
        assert set(unit.sections()) <= {"Unit", "Service", "Timer", "Install"}


@pytest.mark.parametrize("guide", GUIDES)
def test_caddy_files_close_what_they_open_and_links_between_guides_lead_somewhere(guide):
    for _, text in blocks(guide, "caddy"):
        assert text.count("{") == text.count("}") and "    " not in text
    for link in re.findall(r"\]\(([a-z-]+\.md)\)", (DOCS / guide).read_text()):
        assert (DOCS / link).exists(), f"{guide} links to {link}"


@pytest.mark.parametrize("page", [DOCS.parent / "README.md", *sorted(DOCS.glob("*.md"))], ids=lambda page: page.name)
def test_every_link_and_picture_of_a_page_is_there(page):
    for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text()):
        assert (page.parent / link).exists(), link


def test_every_picture_is_shown_somewhere():
    pages = "".join(page.read_text() for page in (DOCS.parent / "README.md", *DOCS.glob("*.md")))
    assert {
        picture.name for picture in (DOCS / "pictures").iterdir() if f"pictures/{picture.name})" not in pages
    } == set()


def test_the_guides_name_figures_that_exist(tmp_path, monkeypatch):
    monkeypatch.setenv("LEERPLEIN_DATA", str(tmp_path))
    sites.add_site(sites.data_folder(), "demo", "Demo")
    with office.using(tmp_path) as connection:
        office.enrol(connection, office.use_code(connection, office.make_code(connection, "demo", ["cart"])))
    keeping.keep(tmp_path, "demo")
    monitoring.REQUESTS.labels("GET", "/api/health", 500).inc()
    told = monitoring.metrics().decode()
    for name in re.findall(r"`(leerplein_\w+)", (DOCS / "monitoring.md").read_text()):
        assert name in told, name
    assert json.dumps(monitoring.health(tmp_path))
    office.close_all()
    sites.close_all()
