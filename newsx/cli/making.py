"""The commands that make and show records: each reads its options, makes one call, writes. stdout belongs to data, stderr to people."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Annotated

import typer

from newsx.cli.options import (
    AllowPrivateOption,
    BySalienceOption,
    DateFromOption,
    DateOption,
    DelayOption,
    ErrorsOption,
    ExcelOption,
    ExcludeOption,
    ExplainOption,
    FieldsOption,
    FormatOption,
    IncludeOption,
    InputFormatOption,
    InputsArgument,
    MaxSizeOption,
    MinConfidenceOption,
    ModelOption,
    OutputOption,
    OverwriteOption,
    QuotesOption,
    ReplaceOption,
    ResumeAnywayOption,
    ResumeOption,
    SafeCellsOption,
    TableOption,
    UrlOption,
    UrlsOption,
    UserAgentOption,
)
from newsx.cli.program import app, exit_code
from newsx.cli.running_options import (
    AllowEmptyOption,
    ColorOption,
    DryRunOption,
    EngineOption,
    FailOnOption,
    JobsOption,
    LogOption,
    MaxMemoryOption,
    NoPagerOption,
    QuietOption,
    SchedulerOption,
    ShardPartOption,
    TimeoutOption,
    VerboseOption,
)
from newsx.cli.values import Color, DateSource, EngineName, FailOn, Quotes
from newsx.sources.forms import AUTO


@app.command()
def extract(
    inputs: InputsArgument = None,
    input_format: InputFormatOption = AUTO,
    include: IncludeOption = None,
    exclude: ExcludeOption = None,
    url: UrlOption = None,
    max_size: MaxSizeOption = "64MB",  # type: ignore[assignment]
    urls: UrlsOption = None,
    delay: DelayOption = 1.0,
    user_agent: UserAgentOption = None,
    allow_private: AllowPrivateOption = False,
    model: ModelOption = None,
    date: DateOption = None,
    date_from: DateFromOption = DateSource.none,
    min_confidence: MinConfidenceOption = 0.0,
    quotes: QuotesOption = Quotes.direct,
    explain: ExplainOption = False,
    output: OutputOption = None,
    output_format: FormatOption = None,
    table: TableOption = None,
    safe_cells: SafeCellsOption = False,
    excel: ExcelOption = False,
    fields: FieldsOption = None,
    errors: ErrorsOption = None,
    resume: ResumeOption = False,
    resume_anyway: ResumeAnywayOption = False,
    overwrite: OverwriteOption = False,
    jobs: JobsOption = None,
    timeout: TimeoutOption = 60.0,
    max_memory: MaxMemoryOption = "2G",  # type: ignore[assignment]
    shard: ShardPartOption = None,
    engine: EngineOption = EngineName.local,
    scheduler: SchedulerOption = None,
    fail_on: FailOnOption = FailOn.any,
    allow_empty: AllowEmptyOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
    log: LogOption = None,
    dry_run: DryRunOption = False,
    color: ColorOption = Color.auto,
) -> None:
    r"""Extract articles with their people, places, organisations, dates and quotes.

    [bold]Examples[/bold]

      cat page.txt | newsx extract | jq '.people\[].name'

      newsx extract crawl.warc.gz -o news.sqlite --errors errors.jsonl

    Exit code 0: all gave an article; 1: some did not (--fail-on); 2: wrong usage; 3: not written; 130, 143: ended.
    """
    asked = SimpleNamespace(**locals())

    def work() -> int:
        from newsx.cli.extracting import run_asked

        return run_asked(asked)

    raise typer.Exit(exit_code(work))


@app.command()
def convert(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="RECORDS",
            help="Files and folders of records: JSON (packed too), SQLite, Parquet; none or '-': standard input.",
            show_default=False,
        ),
    ] = None,
    output: OutputOption = None,
    output_format: FormatOption = None,
    table: TableOption = None,
    safe_cells: SafeCellsOption = False,
    excel: ExcelOption = False,
    fields: FieldsOption = None,
    by_salience: BySalienceOption = False,
    overwrite: ReplaceOption = False,
) -> None:
    """Write records that newsx has made in another format.

    [bold]Examples[/bold]

      newsx convert all.jsonl -o news.parquet

      newsx convert records/ --format csv --table people > people.csv
    """

    def work() -> int:
        from newsx.cli.converting import run_convert

        return run_convert(
            inputs or ["-"],
            output,
            output_format=output_format,
            table=table,
            safe_cells=safe_cells,
            excel=excel,
            fields=fields,
            by_salience=by_salience,
            overwrite=overwrite,
        )

    raise typer.Exit(exit_code(work))


@app.command()
def view(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT",
            help="Pages, or records that newsx has made; none or '-': standard input.",
            show_default=False,
        ),
    ] = None,
    html: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write one self-contained page of HTML; '-': standard output.")
    ] = None,
    overwrite: ReplaceOption = False,
    by_salience: BySalienceOption = False,
    input_format: InputFormatOption = AUTO,
    model: ModelOption = None,
    date: DateOption = None,
    no_pager: NoPagerOption = False,
    color: ColorOption = Color.auto,  # noqa: ARG001 - its callback has seen to it
) -> None:
    """Show articles with their people, places, organisations and dates marked.

    [bold]Examples[/bold]

      newsx view page.txt

      newsx view all.jsonl --html report.html
    """
    from newsx.records import Options

    options = Options(input_format=input_format, model=model, date=date)

    def work() -> int:
        from newsx.cli.view import run_view

        return run_view(
            inputs or ["-"], options, html=html, overwrite=overwrite, pages=not no_pager, by_salience=by_salience
        )

    raise typer.Exit(exit_code(work))


@app.command()
def report(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DOSSIER|INPUT]...",
            help="One dossier, or records, or pages, of which a dossier is made first; none or '-': standard input.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        str,
        typer.Option(
            "-o",
            "--output",
            metavar="PATH",
            help="FILE.html: one file with everything; FOLDER/: pages; '-': standard output.",
        ),
    ] = "report.html",
    title: Annotated[str | None, typer.Option(metavar="WORDS", help="What the report is called.")] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DAY", help="From which day on things are new (YYYY-MM-DD); else the last week.", show_default=False
        ),
    ] = None,
    overwrite: ReplaceOption = False,
    input_format: InputFormatOption = AUTO,
    model: ModelOption = None,
    date: DateOption = None,
) -> None:
    """Write a report to look at: who, where, when, with whom, every name and every article, without a server.

    [bold]Examples[/bold]

      newsx report news.dossier -o report.html

      newsx report all.jsonl -o report/
    """
    from newsx.records import Options

    options = Options(input_format=input_format, model=model, date=date)

    def work() -> int:
        from newsx.cli.reporting import run_report

        return run_report(inputs or ["-"], output, options, title=title, since=since, overwrite=overwrite)

    raise typer.Exit(exit_code(work))


@app.command()
def watch(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help="The folder that pages come into.")],
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="PATH", help="A folder, FILE.jsonl or FILE.sqlite, which grows.")
    ],
    every: Annotated[
        float, typer.Option(min=0.1, max=86_400.0, metavar="SECONDS", help="How often to look, where nothing tells.")
    ] = 2.0,
    include: IncludeOption = None,
    exclude: ExcludeOption = None,
    model: ModelOption = None,
    jobs: JobsOption = None,
    timeout: TimeoutOption = 60.0,
    errors: ErrorsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Make records of the pages in a folder as they come, until it is interrupted.

    [bold]Example[/bold]

      newsx watch inbox/ -o records/
    """
    asked = SimpleNamespace(**locals())

    def work() -> int:
        from newsx.cli.watching import run_watch

        return run_watch(asked)

    raise typer.Exit(exit_code(work))
