"""What makes vaultwell stop: exceptions, each one sentence with its remedy."""


class VaultwellError(Exception):
    """vaultwell cannot go on. The text is a sentence for the user and says what to do; exit code 1."""


class UsageError(VaultwellError):
    """The command was asked for something it cannot mean; exit code 2."""


class CannotEdit(VaultwellError):  # noqa: N818 - it is what an edit says of a note, caught and given its path
    """A note was not edited, because that would have meant to guess.

    `line` counts from 1; 0 means no line in particular.
    """

    def __init__(self, line: int, message: str, remedy: str) -> None:
        super().__init__(f"{message}. {remedy}")
        self.line, self.message, self.remedy = line, message, remedy
