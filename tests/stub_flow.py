"""Flows for tests: one that needs no model, and stages that sleep, raise, eat memory or die when the text tells them to."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsx.flow import Flow
from newsx.records import ArticleText, Document, InputRef, Metadata
from newsx.schema import Article, Provenance, Source


class StubFlow(Flow):
    """Every text is an article without entities; its first word may be an order to the stage that annotates it."""

    def load(self) -> None:
        pass

    def load_shared(self) -> None:
        self.load()

    def load_html(self) -> None:
        pass

    def extract(self, item):
        page = self.read(item) if isinstance(item, InputRef | Document) else item
        if not hasattr(page, "content"):
            return page
        return ArticleText(page, page.content.strip(), Metadata(), "plain_text")

    def annotate(self, article_text: ArticleText) -> Article:
        words = article_text.text.split()
        if words[0].startswith("!"):
            obey(*words[:2])
        origin = article_text.page.origin
        return Article(
            id=origin.sha256[:16],
            source=Source(
                path=origin.path,
                url=None,
                media_type=origin.media_type,
                charset=origin.charset,
                sha256=origin.sha256,
                record=origin.record,
                id=origin.id,
            ),
            text=article_text.text,
            authors=[],
            keywords=[],
            people=[],
            places=[],
            organisations=[],
            dates=[],
            focus=[],
            warnings=[],
            provenance=Provenance(newsx="0", model="stub", extractor="plain_text", date_anchor=None),
            **dict.fromkeys(
                (
                    "url",
                    "publisher",
                    "headline",
                    "description",
                    "date_published",
                    "date_modified",
                    "section",
                    "language",
                    "image",
                )
            ),
        )

    @contextmanager
    def zone(self) -> Iterator[int]:
        yield 10


def obey(order: str, argument: str) -> None:
    """The order has been carried out, if that lets anything come back."""
    faulthandler.disable()  # a crash on order is no news to whoever reads the test's output
    match order:
        case "!sleep":
            time.sleep(float(argument))
        case "!spin":
            until = time.process_time() + float(argument)
            while time.process_time() < until:
                pass
        case "!loop":  # in C, without ever coming back to Python
            libc = ctypes.PyDLL(None)
            libc.usleep(int(float(argument) * 1e6))
        case "!raise":
            raise RuntimeError(argument)
        case "!eat":
            hoard = []
            for _ in range(int(argument)):
                hoard.append(b"x" * (1 << 20))
                time.sleep(0.0005)
        case "!exit":
            os._exit(int(argument))
        case "!kill":
            os.kill(os.getpid(), getattr(signal, argument))
        case "!stop-once":
            if not Path(argument).exists():
                Path(argument).touch()
                os.kill(os.getpid(), signal.SIGSTOP)
        case "!massacre":  # all processes of the run but the supervisor, at once
            from stub_parts import descendants

            if not Path(argument).exists():
                Path(argument).touch()
                run = int(Path(f"/proc/{os.getppid()}/stat").read_text().rpartition(")")[2].split()[1])
                victims = sorted(descendants(run), key=os.getpid().__eq__)  # this one last
                for sign in (signal.SIGSTOP, signal.SIGKILL):
                    for pid in victims[:-1] if sign == signal.SIGSTOP else victims:
                        os.kill(pid, sign)
        case "!kill-once":  # the first time only: the file is the memory of it
            flag = Path(argument)
            if not flag.exists():
                flag.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        case "!print":
            os.write(1, argument.encode())
        case _:
            raise ValueError(order)
