"""How many there are, in words."""


def say_people(count: int) -> str:
    """`15 people`."""
    return "nobody yet" if not count else "1 person" if count == 1 else f"{count} people"


def say_problems(count: int) -> str:
    """That there are problems, and where one reads more."""
    lines = "1 problem" if count == 1 else f"{count} problems"
    return f"{lines} in your notes: see “vaultwell check”."


def say_written(place: str, people: int, *, is_new: bool) -> str:
    """What became of the due note."""
    return f"{place} is {'written' if is_new else 'up to date'} ({say_people(people)})."
