"""All commands of the program, in the order of the help. Called by `entry`, and by tests."""

from newsx.cli.making import convert, extract, report, view, watch
from newsx.cli.program import app, prepare_help, print_help
from newsx.cli.telling import doctor, schema, show_config, show_model

__all__ = [
    "app",
    "convert",
    "doctor",
    "extract",
    "prepare_help",
    "print_help",
    "report",
    "schema",
    "show_config",
    "show_model",
    "view",
    "watch",
]
