"""Commands that say what is wrong with a name or an amount, where click would speak of something else."""

import re

import click

from fxroute.cli.failure import closest
from fxroute.errors import InvalidValue, UsageError

__all__ = ["AmountCommand", "Commands"]

_NEGATIVE = re.compile(r"-[\d.,]+")


class AmountCommand(click.Command):
    """A command with an amount among its arguments: one below zero is refused as an amount, and not as an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Return what is left of the arguments.

        Raises:
            InvalidValue: a negative number stands where no option takes it.
        """
        words = list(args)
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            numbers = (word for word in words if _NEGATIVE.fullmatch(word) and word.startswith(error.option_name))
            number = next(numbers, None)
            if number is None:
                raise
            raise InvalidValue(
                what=f"{number!r} is below zero", where="AMOUNT", mend=f"give an amount above zero: {number[1:]}"
            ) from error


class Commands(click.Group):
    """A group whose unknown commands are refused in three lines."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command named first, and what is left for it.

        Raises:
            UsageError: there is no such command.
        """
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            names = self.list_commands(ctx)
            raise UsageError(
                what=f"there is no command {name!r}",
                where=ctx.command_path,
                mend=closest(name, names) or f"use one of {', '.join(names)}",
            )
        return super().resolve_command(ctx, args)
