"""`python -m fxroute` is the command `fxroute`."""

from fxroute.cli import main

if __name__ == "__main__":
    main(prog_name="fxroute")
