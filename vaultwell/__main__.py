"""`python -m vaultwell`."""

from vaultwell.cli.main import main

if __name__ == "__main__":
    main()
