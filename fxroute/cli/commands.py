"""A group of commands that names the closest one to a name that it does not know."""

import click

from fxroute.cli.failure import closest
from fxroute.errors import UsageError

__all__ = ["Commands"]


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
