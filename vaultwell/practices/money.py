"""Amounts of money as people type them: `20 EUR`, `€20`, `£12.50`, `20,50 €`, `$1,200.00`.

In doubt there is no amount: a line without one is shown as it stands, and a wrong sum never.
"""

import re
from decimal import Decimal
from typing import NamedTuple

# Signs and words whose currency is certain; `$`, `¥` and `kr` are several, so they stand for themselves.
_CURRENCIES = {
    "€": "EUR",
    "£": "GBP",
    "us$": "USD",
    "$": "$",
    "¥": "¥",
    "₹": "INR",
    "₺": "TRY",
    "₽": "RUB",
    "₴": "UAH",
    "₩": "KRW",
    "₪": "ILS",
    "zł": "PLN",
    "kč": "CZK",
    "kr": "kr",
    **dict.fromkeys("eur euro euros".split(), "EUR"),
    **dict.fromkeys("gbp pound pounds quid".split(), "GBP"),
    **dict.fromkeys("dollar dollars bucks buck".split(), "$"),
    **dict.fromkeys("chf sfr franken francs".split(), "CHF"),
    **dict.fromkeys("pln zloty".split(), "PLN"),
    **{code: code.upper() for code in "usd sek nok dkk czk huf jpy".split()},
}
# Words in small letters as well, so only as codes.
_CODES = frozenset(
    """AED ARS AUD BGN BRL CAD CLP CNY COP EGP HKD IDR ILS INR ISK KES KRW MXN MYR NGN NZD PHP RON RUB SAR SGD
    THB TRY TWD UAH VND ZAR""".split()
)
_BEFORE = frozenset("$¥₹₺₽₴₩₪")  # written before the number

_MARK = "|".join(sorted(map(re.escape, (*_CURRENCIES, *map(str.lower, _CODES))), key=lambda w: (-len(w), w)))
_GROUP = r"[ '’.,\u00a0\u202f]"
_NUMBER = (
    rf"(?:[1-9][0-9]{{0,2}}(?P<group>{_GROUP})[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*(?:(?!(?P=group))[.,][0-9]{{1,2}})?"
    r"|[0-9]+(?:[.,][0-9]{1,2})?)"
)
_DASH = r"(?:[.,][-–—]+)?"  # `20,-`
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?:(?P<before>{_MARK})[ \u00a0]?(?P<first>{_NUMBER}){_DASH}(?![\w]|[.,][0-9])"
    rf"|(?P<second>{_NUMBER.replace('group', 'other')}){_DASH}[ \u00a0]?(?P<after>{_MARK})(?!\w))",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?:{_NUMBER}){_DASH}")
_LEAD = re.compile(
    r"(?:(?:her|him|them|me|us|another|(?P<the>the|my|his|their|die)|last|remaining|noch|ihm|ihr|mir)\s+)*",
    re.IGNORECASE,
)
_AFTER_THE = re.compile(r"\s*(?:$|[^\w\s]|(?:for|from|back|für|von)\b)")  # or it is a drill of 50 €
# What follows makes it something else: a rate, a range, a sum, a thing of that price.
_NO_MONEY = re.compile(
    r"\s*(?:[-–—+*×x]\s*[0-9€£$]|/|(?:of|each|apiece|per|a|an|worth|and|or|x|voucher|vouchers|gift|card|coupon"
    r"|note|bill|ticket|je|pro|und|oder|gutschein)\b)",
    re.IGNORECASE,
)


class Amount(NamedTuple):
    """So much of one currency: an ISO code, or the sign that was typed where it could be several."""

    value: Decimal
    currency: str

    def __str__(self) -> str:
        """`20 EUR`, `12.50 GBP`, `$1,200`."""
        number = f"{self.value:,.2f}".removesuffix(".00")
        return f"{self.currency}{number}" if self.currency in _BEFORE else f"{number} {self.currency}"


def parse_amount(text: str) -> Amount | None:
    """The amount that a loan's text begins with; None when there is none, or any doubt which."""
    lead = _LEAD.match(text)
    found = _AMOUNT.match(text, lead.end() if lead else 0)
    if found is None or _NO_MONEY.match(text, found.end()) or _AMOUNT.search(text, found.end()):
        return None
    if lead and lead["the"] and not _AFTER_THE.match(text, found.end()):
        return None
    mark = found["before"] or found["after"]
    currency = _CURRENCIES.get(mark.lower()) or (mark if mark in _CODES else None)
    value = _parse_number(found["first"] or found["second"])
    return Amount(value, currency) if currency and value else None


def parse_bare_number(text: str) -> Decimal | None:
    """The number that is all a text says: `5`, `12,50`."""
    return _parse_number(text.strip()) if _BARE.fullmatch(text.strip()) else None


def _parse_number(typed: str) -> Decimal:
    digits = re.sub(r"[.,][-–—]+$", "", typed)
    cents = re.search(r"[.,]([0-9]{1,2})$", digits)
    whole = digits[: cents.start()] if cents else digits
    return Decimal(f"{re.sub('[^0-9]', '', whole)}.{cents[1] if cents else '0'}")
