"""`python -m vaultwell`."""

from vaultwell.cli.start import main

if __name__ == "__main__":
    main()
