"""How long pipelines take to load, and how much memory they take, in a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from bgnews.corpus import Article
from bgnews.models import available

_CODE = """
import json, resource, sys
from time import perf_counter
start = perf_counter()
import bgnews, spacy
nlp = bgnews.load(sys.argv[1]) if sys.argv[2] else spacy.load(sys.argv[1])
seconds = perf_counter() - start
for doc in nlp.pipe(json.load(sys.stdin)):
    pass
unit = 1 << (30 if sys.platform == "darwin" else 20)  # bytes on Apple's systems, else kilobytes
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
print(json.dumps({"seconds to import and load": seconds, "peak memory in GB": peak}))
"""


@pytest.mark.benchmark(group="loading")
def test_loading(benchmark: BenchmarkFixture, name: str, articles: list[Article]) -> None:
    texts = json.dumps([article.text for article in articles])

    def run() -> dict[str, Any]:
        command = [sys.executable, "-c", _CODE, name, "own" if name in available() else ""]
        done = subprocess.run(command, input=texts, capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    benchmark.extra_info |= benchmark.pedantic(run, rounds=1)
