"""What `draft` and `reconnect --draft` share: the facts of one person go through the template that holds."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import jinja2

from vaultwell.model.errors import VaultwellError
from vaultwell.practices.draft import Draft
from vaultwell.practices.occasions import Occasion
from vaultwell.render.draft import Message, parse_message, render_draft
from vaultwell.render.draft_facts import Facts, build_facts
from vaultwell.vault.load import Vault
from vaultwell.vault.own_templates import OwnTemplate, read_own_template
from vaultwell.vault.templates import find_templates

if TYPE_CHECKING:
    from vaultwell.render.sandbox import Faulty

BUILT_IN = "built-in"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A message with the template it was made by, and what is to be said of that template."""

    message: Message
    template: str
    remarks: tuple[str, ...] = ()


def make_message(vault: Vault, draft: Draft, purpose: str = "") -> Drafted:
    """The message to one person: by the vault's own template if that is trusted, else by the built-in one."""
    facts = build_facts(draft, vault.today, purpose)
    own = read_own_template(vault.root, vault.conventions, draft.occasion)
    if own is not None and own.trust == "trusted":
        return Drafted(_render_own(own, facts), own.path)
    remarks = (say_untrusted(own, draft.occasion),) if own is not None else ()
    message = render_draft(draft.occasion, facts, jinja2.FileSystemLoader(find_templates()))
    return Drafted(message, BUILT_IN, remarks)


def say_untrusted(own: OwnTemplate, occasion: Occasion | str) -> str:
    """Why a template of the vault is not used, and what to do."""
    if own.trust == "changed":
        why = "was changed since you trusted it, so the built-in template is used"
    else:
        why = "is not used before you trust it: a template is a small program"
    return f"{own.path} {why}. Look at it, then: vaultwell template trust {occasion}"


def _render_own(own: OwnTemplate, facts: Facts) -> Message:
    from vaultwell.cli.apart import render_apart
    from vaultwell.render.sandbox import Faulty

    try:
        return parse_message(render_apart(own.source, facts))
    except Faulty as fault:
        raise name_fault(own, fault) from fault


def name_fault(own: OwnTemplate, fault: "Faulty") -> VaultwellError:
    """What is wrong with a template of the vault, with its place and what to do."""
    place = f"{own.path}:{fault.line}" if fault.line else own.path
    return VaultwellError(
        f"{place}: {fault.why}. Correct that template, or move it away to use the built-in one."
    )
