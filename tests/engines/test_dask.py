"""A cluster of processes of its own: same records in the same order as on one machine, whatever dies in between."""

from __future__ import annotations

import doctest
import gzip
import json
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from conftest import ROOT, SAMPLES
from stub_flow import StubFlow
from stub_parts import StubPart, children, descendants, die, page, pages, parts_of, torn

from newsx.engines import Limits, Outcome, Part, Work
from newsx.engines.dask import DaskEngine, engine, extract_bag, reader, runners
from newsx.engines.dask import bag as bag_module
from newsx.engines.dask import cluster as connection
from newsx.engines.workers import LocalEngine
from newsx.errors import NewsxError, UsageError
from newsx.flow import Item
from newsx.records import Document, Failure, InputRef, Options

dask = pytest.importorskip("dask")
pytest.importorskip("distributed")
STUB = Work(Options(), make_flow=StubFlow)


class DeadlyFlow(StubFlow):
    """Every text takes the Dask worker with it."""

    def annotate(self, article_text):
        status = Path(f"/proc/{os.getppid()}/status").read_text()
        os.kill(int(status.partition("PPid:")[2].split()[0]), signal.SIGKILL)
        time.sleep(60)


class MachineFlow(DeadlyFlow):
    """One text takes the Dask worker with it, the others do not."""

    def annotate(self, article_text):
        if article_text.text.startswith("!machine"):
            return super().annotate(article_text)
        return StubFlow.annotate(self, article_text)


class Cluster:
    """A scheduler and its workers, each a process as a person would start it."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self._folder = folder
        self._environment = {**os.environ, **environment}
        self._file = folder / "scheduler.json"
        self.scheduler = self._start("dask_scheduler", "--no-dashboard")
        self.workers: list[subprocess.Popen[bytes]] = []
        deadline = time.monotonic() + 60
        while not self._file.exists() or not self._file.read_text().endswith("}"):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        self.address: str = json.loads(self._file.read_text())["address"]

    def _start(self, program: str, *args: str, port: str = "--port", first: str = "") -> subprocess.Popen[bytes]:
        path = os.pathsep.join(filter(None, (first, str(ROOT), str(ROOT / "tests"), str(ROOT / "tests" / "engines"))))
        loopback = ("--host", "127.0.0.1", port, "0", "--scheduler-file", str(self._file))
        with open(self._folder / f"{program}.log", "ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{program}", *loopback, *args],
                env={**self._environment, "PYTHONPATH": path},
                cwd=self._folder,
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
            )

    def add_worker(self, *args: str, first: str = "") -> subprocess.Popen[bytes]:
        """Another worker with these options; it looks for modules in the folder `first` first."""
        options = ("--nthreads", "1", "--no-dashboard", "--local-directory", str(self._folder))
        self.workers.append(self._start("dask_worker", *options, *args, port="--worker-port", first=first))
        return self.workers[-1]

    def kept(self) -> set[int]:
        """The processes that do documents for the workers."""
        return {pid for worker in self.workers if worker.poll() is None for pid in descendants(worker.pid)}

    def close(self) -> None:
        """All processes are gone; they are killed, because Dask's own farewell may take a minute."""
        processes = [*self.workers, self.scheduler]
        for pid in {each for process in processes for each in (process.pid, *descendants(process.pid))}:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for process in processes:
            process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    started = Cluster(tmp_path_factory.mktemp("cluster"))
    started.add_worker("--no-nanny")
    started.add_worker("--no-nanny")
    yield started
    started.close()


@pytest.fixture
def own_cluster(tmp_path: Path) -> Iterator[Cluster]:
    started = Cluster(tmp_path)
    yield started
    started.close()


def run(cluster: Cluster, items: list[Item], *, work: Work = STUB, **limits) -> list[tuple[Item, Outcome]]:
    cluster_run = DaskEngine(work, limits=Limits(**limits), expected=len(items), scheduler=cluster.address)
    return list(cluster_run.run(parts_of(items)))


def on_one_machine(items: list[Item], *, work: Work = STUB, **limits) -> list[tuple[Item, Outcome]]:
    return list(LocalEngine(work, limits=Limits(jobs=2, **limits)).run(parts_of(items)))


def many(count: int) -> list[Item]:
    return [page(f"Article number {number} of a quiet day.", f"{number:04}") for number in range(count)]


def test_order_and_bytes_are_those_of_one_machine(cluster: Cluster) -> None:
    heavy = [page(f"Long article {number}. " * 60_000, f"long-{number}") for number in range(3)]
    ref = InputRef("crawl.warc", "crawl.warc", record="17", sha256="0" * 64)
    items = [*many(150), *heavy, Failure("gone", "listing", "refused", "no such file"), *many(20)]
    items += [Document(ref, b"What a container held.", media_type="text/plain")]
    outcomes = run(cluster, items)
    assert outcomes == on_one_machine(items)
    assert all(outcome.record for _, outcome in outcomes if not outcome.failure)
    assert outcomes[-1][0] == ref
    assert not cluster.kept()


def test_files_are_read_from_the_folder_of_the_caller(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("day.txt").write_text("A quiet day in Tbilisi.")
    items: list[Item] = [InputRef("day.txt", "day.txt"), InputRef("none.txt", "none.txt"), InputRef("/none", "none")]
    outcomes = run(cluster, items)
    assert outcomes == on_one_machine(items)
    assert json.loads(outcomes[0][1].record)["source"]["path"] == "day.txt"


def test_documents_that_misbehave_cost_only_themselves(cluster: Cluster) -> None:
    items = pages("!exit 3", "!sleep 30", "!eat 4000", "!kill SIGKILL")
    outcomes = run(cluster, items, timeout=1.0, max_memory=300 << 20)
    assert [item for item, _ in outcomes] == items
    kinds = {item.origin.path: outcome.failure.kind for item, outcome in outcomes if outcome.failure}
    assert kinds == {"order-0": "crash", "order-1": "timeout", "order-2": "memory", "order-3": "crash"}
    assert not cluster.kept()


def test_parts_come_in_order_and_cost_only_themselves(cluster: Cluster) -> None:
    before = children()
    asked = []

    def accept(item: Item) -> bool:
        asked.append(item)
        return isinstance(item, Failure) or not item.origin.path.endswith("3")

    parts = [StubPart("a", 40, die), StubPart("b", 0), StubPart("c", 25, torn)]
    cluster_run = DaskEngine(STUB, scheduler=cluster.address)
    outcomes = list(cluster_run.run(parts, accept=accept))
    here = LocalEngine(STUB, limits=Limits(jobs=2)).run(parts, accept=lambda item: item in asked)
    assert len(asked) == 67
    assert outcomes == [(item, outcome) for item, outcome in here if accept(item)]
    assert children() == before


def test_a_slow_pipe_has_its_records_at_once_and_a_stop_does_not_wait(cluster: Cluster) -> None:
    cluster_run = DaskEngine(STUB, scheduler=cluster.address)
    before = children()
    begun = time.monotonic()
    for item, outcome in cluster_run.run([StubPart("slow", 2, lambda: time.sleep(600))]):
        assert outcome.record
        if item.origin.path == "slow#1":
            cluster_run.stop()
    assert time.monotonic() - begun < 60
    assert children() == before


def test_a_stop_leaves_no_work_behind(cluster: Cluster) -> None:
    cluster_run = DaskEngine(STUB, scheduler=cluster.address)
    items = [page("Quick.", "0"), *(page(f"!sleep 50 of {number}", str(number)) for number in range(100))]
    outcomes = []
    for each in cluster_run.run(parts_of(items)):
        outcomes.append(each)
        cluster_run.stop()
    assert [item for item, _ in outcomes] == items[:1]
    deadline = time.monotonic() + 20
    while cluster.kept():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.parametrize("nanny", ["--no-nanny", "--nanny"])
def test_a_worker_that_is_killed_costs_a_second_try(own_cluster: Cluster, nanny: str) -> None:
    first = own_cluster.add_worker(nanny)
    own_cluster.add_worker(nanny)
    items = [page(f"!sleep 0.02 of {number}", f"{number:03}") for number in range(150)]
    outcomes = []
    for number, each in enumerate(DaskEngine(STUB, scheduler=own_cluster.address).run(parts_of(items))):
        outcomes.append(each)
        if number == 40:
            victims = descendants(first.pid) if nanny == "--nanny" else {first.pid}
            for victim in victims:
                os.kill(victim, signal.SIGKILL)
    assert outcomes == on_one_machine(items)


def test_a_scheduler_that_forgives_nothing_costs_nothing(tmp_path: Path) -> None:
    """The documents of tasks that died with their machine go on one by one; one that does it again has a Failure."""
    strict = Cluster(tmp_path, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0")
    try:
        for _ in range(3):
            strict.add_worker("--no-nanny")
        items = [page(f"!sleep 0.02 of {number}", f"{number:03}") for number in range(150)]
        outcomes = []
        for number, each in enumerate(DaskEngine(STUB, scheduler=strict.address).run(parts_of(items))):
            outcomes.append(each)
            if number == 40:
                strict.workers[0].kill()
        assert outcomes == on_one_machine(items)
        ((_, outcome),) = run(strict, many(1), work=Work(Options(), make_flow=DeadlyFlow))
        assert outcome.failure.kind == "crash"
        assert "its machine died" in outcome.failure.message
    finally:
        strict.close()


def test_a_runner_that_dies_is_replaced(cluster: Cluster) -> None:
    items = [page(f"!sleep 0.02 of {number}", f"{number:03}") for number in range(150)]
    outcomes = []
    for number, each in enumerate(DaskEngine(STUB, scheduler=cluster.address).run(parts_of(items))):
        outcomes.append(each)
        if number == 20:
            for pid in cluster.kept():
                os.kill(pid, signal.SIGKILL)
    assert outcomes == on_one_machine(items)


def test_a_scheduler_that_goes_ends_the_run_with_what_is_finished(own_cluster: Cluster) -> None:
    own_cluster.add_worker("--no-nanny")
    items = [page(f"!sleep 0.05 of {number}", f"{number:03}") for number in range(200)]
    outcomes = []

    def drain() -> None:
        for each in DaskEngine(STUB, scheduler=own_cluster.address).run(parts_of(items)):
            outcomes.append(each)
            own_cluster.scheduler.kill()

    with pytest.raises(NewsxError, match=f"lost the scheduler at {own_cluster.address}"):
        drain()
    assert 0 < len(outcomes) < len(items)
    assert [item for item, _ in outcomes] == items[: len(outcomes)]


def test_an_address_without_a_scheduler_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(connection, "CONNECT_SECONDS", 0.5)
    for address in ("tcp://127.0.0.1:1", "nobody.invalid:8786", "carrier-pigeon://7", str(tmp_path / "none.json")):
        with pytest.raises(UsageError, match=address) as caught:
            list(DaskEngine(STUB, scheduler=address).run(parts_of(many(1))))
        assert "\n" not in str(caught.value)


def test_a_scheduler_without_workers_is_named(own_cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "WORKERLESS_SECONDS", 0.5)
    with pytest.raises(UsageError, match=f"at {own_cluster.address} has had no worker for 0.5 s"):
        list(DaskEngine(STUB, scheduler=own_cluster.address).run(parts_of(many(1))))


def test_another_version_on_a_worker_is_named(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "__version__", "0.0.7")
    with pytest.raises(UsageError, match=r"the scheduler has newsx .*, not 0\.0\.7"):
        run(cluster, many(1))
    monkeypatch.undo()
    monkeypatch.setattr(engine, "__version__", "0.0.7")  # as a worker meets it that nobody has looked at yet
    with pytest.raises(UsageError, match=r"worker tcp://.* has newsx .*, not 0\.0\.7"):
        run(cluster, many(1))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("__version__ = '0.0.7'", r"worker tcp://.* has newsx 0\.0\.7, not"),
        ("raise ModuleNotFoundError('No module named newsx')", "worker tcp://.* has no newsx"),
    ],
)
def test_a_worker_that_cannot_do_the_work_is_named(own_cluster: Cluster, code: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "other" / "newsx").mkdir(parents=True)
    (tmp_path / "other" / "newsx" / "__init__.py").write_text(code)
    own_cluster.add_worker("--no-nanny", first=str(tmp_path / "other"))
    with pytest.raises(UsageError, match=words) as caught:
        run(own_cluster, many(3))
    assert "\n" not in str(caught.value)


def test_a_model_that_is_not_there_ends_the_run(cluster: Cluster) -> None:
    work = Work(Options(model="no_such_model"))
    with pytest.raises(UsageError, match=r"worker tcp://.*no_such_model"):
        run(cluster, many(3), work=work)


def test_real_records_are_those_of_one_machine(cluster: Cluster, tiny_model: Path) -> None:
    work = Work(Options(model=str(tiny_model)), html=True)
    items: list[Item] = [InputRef(str(path), path.name) for path in sorted(SAMPLES.rglob("*")) if path.is_file()]
    assert run(cluster, items, work=work) == on_one_machine(items, work=work)


def test_a_bag_of_paths_holds_their_records(tiny_model: Path, tmp_path: Path) -> None:
    lines = [{"text": f"Amina Diallo spoke on day {number} in Dakar."} for number in range(30)]
    container = tmp_path / "days.jsonl"
    container.write_text("".join(json.dumps(line) + "\n" for line in lines) + "{broken\n")
    options = Options(model=str(tiny_model))
    bag = extract_bag([str(SAMPLES / "week"), str(container)], options=options, partition_size=2)
    assert bag.npartitions == 3
    records = bag.compute(scheduler="threads", num_workers=2)
    assert [record["text"] for record in records[4:34]] == [line["text"] for line in lines]
    assert [record["people"][0]["name"] for record in records[4:34]] == ["Amina Diallo"] * 30
    assert records[34]["kind"] == "failed"
    assert "schema_version" not in records[34]
    runners._POOL.close()


def test_runners_without_work_give_their_memory_back(tiny_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runners, "_IDLE_SECONDS", 0.5)
    before = children()
    for _ in range(2):
        assert (
            len(extract_bag(str(SAMPLES / "week"), options=Options(model=str(tiny_model))).compute(scheduler="sync"))
            == 4
        )
        assert len(children() - before) == 1
    deadline = time.monotonic() + 20
    while children() != before:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_example_of_a_bag_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(SAMPLES, tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    results = doctest.testmod(bag_module, optionflags=doctest.NORMALIZE_WHITESPACE)
    runners._POOL.close()
    assert results.attempted > 4
    assert results.failed == 0


def test_a_bag_becomes_a_data_frame(tiny_model: Path) -> None:
    pytest.importorskip("dask.dataframe")
    bag = extract_bag(str(SAMPLES / "week"), options=Options(model=str(tiny_model)))
    rows = bag.map(lambda record: {"id": record["id"], "text": record["text"]})
    with dask.config.set(scheduler="threads"):
        frame = rows.to_dataframe().compute()
    runners._POOL.close()
    assert list(frame.columns) == ["id", "text"]
    assert len(frame) == 4


def test_a_bag_of_texts_and_rows_gives_a_bag_of_records(cluster: Cluster, tiny_model: Path) -> None:
    from dask.bag import from_sequence
    from distributed import Client

    rows = [
        {
            "text": "Radio Teranga spoke in Dakar on a long and quiet day in May.",
            "url": "https://example.org/1",
            "id": "seven",
            "date": "2025-05-09",
        },
        "Amina Diallo met the press in Dakar on a long and quiet day in May.",
        (SAMPLES / "page.html").read_bytes(),
        {"title": "nothing"},
    ]
    bag = extract_bag(from_sequence(rows, npartitions=2), options=Options(model=str(tiny_model)))
    with Client(cluster.address, set_as_default=False) as client:
        records = client.compute(bag).result()
    assert [record.get("kind") for record in records] == [None, None, None, "refused"]
    assert records[0]["url"] == "https://example.org/1"
    assert records[0]["source"]["path"] == "partition-0"
    assert records[0]["source"]["record"] == "1"
    assert [entity["name"] for entity in records[1]["people"]] == ["Amina Diallo"]
    assert records[3]["source"] == "partition-1#2"


def test_a_bag_of_nothing_is_empty_and_standard_input_is_refused(tmp_path: Path) -> None:
    assert extract_bag(str(tmp_path)).compute(scheduler="threads") == []
    with pytest.raises(UsageError, match="standard input"):
        extract_bag(["-"])


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.setitem(sys.modules, "dask.bag", None)
    monkeypatch.setitem(sys.modules, "dask", None)
    with pytest.raises(UsageError, match=r"pip install 'newsx\[dask\]'"):
        list(DaskEngine(STUB, scheduler="tcp://127.0.0.1:1").run(parts_of(many(1))))
    with pytest.raises(UsageError, match=r"pip install 'newsx\[dask\]'"):
        extract_bag("anything")


def container(path: Path, count: int, *, torn: bool = False) -> Path:
    """A file of JSON lines, with broken ones among them, of long lines and short ones."""
    lines = [
        json.dumps({"text": f"Line {number} says this much. " * (1 + number % 40), "id": str(number)})
        for number in range(count)
    ]
    for number in range(7, count, 50):
        lines[number] = "{broken"
    path.write_text("\n".join(lines) + ("\n{torn" if torn else "\n"))
    return path


def archive(path: Path, count: int, *, packed: bool) -> Path:
    """A web archive in which every ninth record is spoiled."""
    data = b""
    for number in range(count):
        html = f"<html><body><p>Page {number} of a crawl. {'It rained. ' * (number % 30)}</p></body></html>"
        block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{html}".encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}\r\n"
            f"WARC-Date: 2025-03-01T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        record = head.encode() + block + b"\r\n\r\n"
        record = bytearray(gzip.compress(record, mtime=0) if packed else record)
        if number % 9 == 4:
            record[len(record) // 2] ^= 0xFF
        data += record
    path.write_bytes(data)
    return path


def containers(folder: Path) -> list[Part]:
    folder.mkdir()
    container(folder / "small.jsonl", 30)
    container(folder / "lines.jsonl", 300, torn=True)
    (folder / "packed.jsonl.gz").write_bytes(gzip.compress((folder / "lines.jsonl").read_bytes()))
    archive(folder / "crawl.warc", 100, packed=False)
    archive(folder / "crawl.warc.gz", 100, packed=True)
    (folder / "note.txt").write_text("A page among the containers.")
    return [
        Part(InputRef(str(path), path.name), is_container=path.suffix != ".txt") for path in sorted(folder.iterdir())
    ]


@pytest.mark.parametrize("span_bytes", [3_000, 40_000])
def test_containers_are_read_by_the_workers_in_spans(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, span_bytes: int
) -> None:
    monkeypatch.setattr(engine, "_SPAN_BYTES", (span_bytes, span_bytes))
    monkeypatch.setattr(engine, "SupervisedReader", None)  # nothing is read here
    sent = []
    submit = connection.Cluster.submit

    def watched(self, function, *args, key):
        sent.append(pickle.loads(args[3]))
        return submit(self, function, *args, key=key)

    monkeypatch.setattr(connection.Cluster, "submit", watched)
    parts = containers(tmp_path / "in")
    outcomes = list(DaskEngine(STUB, scheduler=cluster.address).run(parts))
    here = list(LocalEngine(STUB, limits=Limits(jobs=2)).run(parts))
    assert outcomes == here
    assert len(outcomes) > 700
    assert {outcome.failure.kind for _, outcome in outcomes if outcome.failure} == {"failed"}
    spans = [part for parts in sent for part in parts if part.is_container]
    assert len([part for part in spans if part.name.endswith("lines.jsonl")]) > 3
    assert len([part for part in spans if part.name.endswith("crawl.warc.gz")]) >= (2 if span_bytes < 4_000 else 1)
    assert not any(isinstance(part.item, Document) for parts in sent for part in parts)


def test_a_large_container_that_cannot_be_divided_travels_as_documents(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_WHOLE_BYTES", 5_000)
    before = children()
    parts = containers(tmp_path / "in")
    outcomes = list(DaskEngine(STUB, scheduler=cluster.address).run(parts))
    assert outcomes == list(LocalEngine(STUB, limits=Limits(jobs=2)).run(parts))
    assert children() == before


def test_a_resumed_run_asks_for_every_record_before_it_is_worked_on(cluster: Cluster, tmp_path: Path) -> None:
    parts = containers(tmp_path / "in")
    asked = []

    def accept(item: Item) -> bool:
        asked.append(item)
        return len(asked) % 3 > 0

    outcomes = list(DaskEngine(STUB, scheduler=cluster.address).run(parts, accept=accept))
    here = list(LocalEngine(STUB, limits=Limits(jobs=2)).run(parts))
    assert len(asked) == len(here)
    assert outcomes == [each for number, each in enumerate(here, start=1) if number % 3 > 0]


def test_a_worker_that_is_killed_while_it_reads_costs_a_second_try(
    own_cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_SPAN_BYTES", (4_000, 4_000))
    lines = [json.dumps({"text": f"!sleep 0.01 of {number}"}) for number in range(600)]
    path = tmp_path / "slow.jsonl"
    path.write_text("\n".join(lines))
    first = own_cluster.add_worker("--no-nanny")
    own_cluster.add_worker("--no-nanny")
    parts = [Part(InputRef(str(path), path.name), is_container=True)]
    outcomes = []
    for number, each in enumerate(DaskEngine(STUB, scheduler=own_cluster.address).run(parts)):
        outcomes.append(each)
        if number == 100:
            first.kill()
    assert outcomes == list(LocalEngine(STUB, limits=Limits(jobs=2)).run(parts))
    assert len(outcomes) == 600


def test_a_span_that_kills_machines_is_read_in_smaller_ones(tmp_path: Path) -> None:
    """A record that takes its machine along costs itself, or those nearest to it."""
    strict = Cluster(tmp_path, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0")
    try:
        for _ in range(6):
            strict.add_worker("--no-nanny")
        lines = [json.dumps({"text": f"Quiet day {number}. " * 60}) for number in range(40)]
        lines[21] = json.dumps({"text": "!machine dies here"})
        path = tmp_path / "deadly.jsonl"
        path.write_text("\n".join(lines))
        work = Work(Options(), make_flow=MachineFlow)
        parts = [Part(InputRef(str(path), path.name), is_container=True)]
        outcomes = list(DaskEngine(work, scheduler=strict.address).run(parts))
        (failure,) = [outcome.failure for _, outcome in outcomes if outcome.failure]
        assert failure.kind == "crash"
        assert "its machine died" in failure.message
        assert len(outcomes) > 30
    finally:
        strict.close()
