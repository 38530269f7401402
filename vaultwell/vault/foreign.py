"""Files from outside the vault that are brought in: read whole, never larger than they may be."""

from pathlib import Path

from vaultwell.model.errors import VaultwellError
from vaultwell.vault.read import Refused, read_regular, reason


def read_foreign(path: Path, limit: int) -> bytes:
    """The bytes of an ordinary file; a link is followed.

    Raises `VaultwellError`, with its size where that is over `limit`.
    """
    try:
        real = path.resolve(strict=True)
        size = real.stat().st_size
        if size > limit:
            raise VaultwellError(
                f"{path} is {size / 1e6:,.1f} MB, and at most {limit / 1e6:,.0f} MB are read. Split it first."
            )
        return read_regular(real, limit)
    except OSError as error:
        raise VaultwellError(f"{path} cannot be read: {reason(error)}.") from error
    except Refused as refused:
        raise VaultwellError(f"{path}: {refused.message}. {refused.remedy}") from refused
