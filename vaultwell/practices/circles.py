"""The circles of the settings."""

from difflib import get_close_matches

from vaultwell.model.errors import UsageError
from vaultwell.model.settings import Settings


def find_circle(settings: Settings, name: str) -> str:
    """The circle of that name, as the settings spell it; any name where they list none.

    Raises `UsageError` with the circles in use.
    """
    name = " ".join(name.split())
    if not name:
        raise UsageError("A circle needs a name, as in: vaultwell circle ana close")
    if settings.circles is None:
        return name
    known = {circle.lower(): circle for circle in settings.circles}
    if name.lower() in known:
        return known[name.lower()]
    near = get_close_matches(name.lower(), known, n=1)
    hint = f" Did you mean “{known[near[0]]}”?" if near else ""
    in_use = f"Circles in use: {', '.join(known.values())}." if known else "vaultwell.toml lists no circle."
    raise UsageError(f"There is no circle “{name}”. {in_use}{hint}")
