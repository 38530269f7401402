"""Files that make an Obsidian vault a little more comfortable, each optional (`init --obsidian`)."""

import json
from typing import NamedTuple

import jinja2

from vaultwell.model.settings import SNIPPET_FILE, Conventions, Settings
from vaultwell.render.environment import build_environment


class Comfort(NamedTuple):
    """A file that could be written: its path from the vault's root, its text, and what it is for."""

    path: str
    text: str
    purpose: str


def list_comforts(
    settings: Settings, conventions: Conventions, loader: jinja2.BaseLoader, *, has_templater: bool
) -> tuple[Comfort, ...]:
    """The files for a vault with these settings; that for Templater only where it is."""
    environment = build_environment(loader)
    # A string of JSON is one in Obsidian's expressions too; a quote would end YAML's.
    folders = (json.dumps(folder, ensure_ascii=False) for folder in settings.people if "'" not in folder)
    people = ", ".join(folders)

    def fill(name: str) -> str:
        template = environment.get_template(f"obsidian/{name}.j2")
        return template.render(people=people, heading=settings.headings[0])

    folder = next(iter(conventions.template_folders), "Templates")
    comforts = [
        Comfort("People.base", fill("People.base"), "tables of people by circle, place and birthday"),
        Comfort(f"{folder}/Person.md", fill("Person.md"), "somebody new: Templates → Insert template"),
        Comfort(SNIPPET_FILE, fill("vaultwell.css"), "switch it on in Settings → Appearance"),
    ]
    if has_templater:
        line = Comfort(f"{folder}/Log line.md", fill("Log line.md"), "a line of the log, with Templater")
        comforts.insert(2, line)
    return tuple(comforts)
