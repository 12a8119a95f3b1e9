"""The program that commands are part of: its help, its version, and what errors mean for its exit code. Called by the commands."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from newsx import __version__
from newsx.cli.console import say
from newsx.errors import EXIT_NOT_WRITTEN, EXIT_OK, EXIT_SOME_FAILED, EXIT_USAGE, NewsxError, OutputError, UsageError
from newsx.lazy import lazy_pattern
from newsx.startup import deferred

if TYPE_CHECKING:
    from collections.abc import Callable

# On a narrower terminal the tables of the help have no room for what stands in them.
_LEAST_FOR_TABLES = 70
_NAMES_COLUMN = 14  # longer names stand above what is said of them
_MARKUP = lazy_pattern(r"(?<!\\)\[/?bold\]")
_HELP_OPTIONS = ["-h", "--help"]


class _Plain(TyperGroup):
    """The program's commands; what is wrong with an option's value is said without the name of an exception."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for. Raises what it raises, in plain words."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            message = getattr(error, "message", None)
            if isinstance(message, str):
                error.message = message.removeprefix("Value error, ")  # type: ignore[attr-defined]
            raise


app = typer.Typer(
    cls=_Plain,
    name="newsx",
    help="Who, where, which bodies and when: structured records from news pages, saved HTML or copied text.",
    no_args_is_help=True,
    add_completion=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": _HELP_OPTIONS},
)


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"newsx {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    pass


def prepare_help() -> None:
    """Load what Typer's help needs, without what it imports beside: Markdown and tracebacks are never shown here."""
    with deferred("rich.markdown.Markdown", "rich.traceback.Traceback"):
        import typer.rich_utils  # noqa: F401
    _leave_types_out()
    if _columns() < _LEAST_FOR_TABLES:
        _be_plain()


def _columns() -> int:
    return shutil.get_terminal_size().columns


def _be_plain() -> None:
    """Let the help be lines instead of tables, which would cut the names of options on a narrow terminal."""
    app.rich_markup_mode = None
    app.info.context_settings = {"help_option_names": _HELP_OPTIONS, "terminal_width": _columns()}
    import typer.main

    formatter: Any = typer.main.get_command(app).context_class.formatter_class
    write = formatter.write_dl
    formatter.write_dl = lambda self, rows: write(self, rows, col_max=_NAMES_COLUMN)
    for each in app.registered_commands:
        if each.callback is not None and each.callback.__doc__:
            each.callback.__doc__ = _MARKUP.sub("", each.callback.__doc__).replace("\\[", "[")


def _leave_types_out() -> None:
    """Let the help say no type of flags, which take no value, and of arguments, whose names say it; write usage as older Typer does."""
    import typer.core

    option, argument = typer.core.TyperOption, typer.core.TyperArgument
    shown = getattr(option, "display_type_rich", None)
    if shown is not None:
        option.display_type_rich = lambda self, ctx: None if self.is_flag else shown(self, ctx)  # type: ignore[method-assign]
        argument.display_type_rich = lambda self, ctx: None  # type: ignore[method-assign]  # noqa: ARG005
    if hasattr(argument, "_usage_display_name"):
        argument._usage_display_name = _in_usage  # type: ignore[assignment]  # noqa: SLF001


def _in_usage(argument: Any) -> str:
    """Return an argument as the line of usage shows it: FILE, [FILE] where it may be left out, FILE... where there may be several."""
    name = argument.display_name_raw.removesuffix("...").removeprefix("[").removesuffix("]")
    return (name if argument.required else f"[{name}]") + ("..." if argument.nargs != 1 else "")


def print_help(name: str) -> None:
    """Print the help of a command and raise SystemExit, if there is such a command.

    Called the ordinary way, Typer first converts the options of the program itself and loads pydantic for it.
    """
    import typer.main

    command = getattr(typer.main.get_command(app), "commands", {}).get(name)
    if command:
        width = {"terminal_width": _columns()} if app.rich_markup_mode is None else {}
        command(["--help"], prog_name=f"newsx {name}", help_option_names=_HELP_OPTIONS, **width)


def exit_code(work: Callable[[], int]) -> int:
    """Return the exit code of a piece of work; errors newsx knows are one line on stderr."""
    try:
        return work()
    except UsageError as error:
        say(str(error))
        return EXIT_USAGE
    except OutputError as error:
        say(str(error))
        return EXIT_NOT_WRITTEN
    except NewsxError as error:
        say(str(error))
        return EXIT_SOME_FAILED
    except BrokenPipeError:
        # The reader has seen enough; Python would complain when it flushes stdout at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return EXIT_OK
    except MemoryError:
        say("memory ran out")
        return EXIT_SOME_FAILED
    except OSError as error:  # no more files or processes to be had, no space for temporary ones
        where = f"{error.filename}: " if error.filename else ""
        say(f"{where}{error.strerror or error}")
        return EXIT_NOT_WRITTEN
