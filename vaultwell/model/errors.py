"""What makes vaultwell stop: exceptions, each one sentence with its remedy."""


class VaultwellError(Exception):
    """vaultwell cannot go on. The text is a sentence for the user and says what to do; exit code 1."""


class UsageError(VaultwellError):
    """The command was asked for something it cannot mean; exit code 2."""
