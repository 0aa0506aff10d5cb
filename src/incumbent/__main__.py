"""`python -m incumbent` is the same as `incumbent`."""

from incumbent.cli.app import main

if __name__ == "__main__":
    main()
