"""How long pipelines take to load, and how much memory they take, in a process of their own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.measured import keep
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
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
if sys.platform == "linux":  # where that is also the peak of the process that began this one
    status = open("/proc/self/status").read()
    peak = int(status.split("VmHWM:")[1].split()[0]) * 1024
print(json.dumps({"seconds to import and load": seconds, "peak memory in MB": peak / 1e6}))
"""


@pytest.mark.benchmark(group="loading")
def test_loading(benchmark: BenchmarkFixture, name: str, articles: list[Article]) -> None:
    texts = json.dumps([article.text for article in articles])

    def run() -> dict[str, float]:
        command = [sys.executable, "-c", _CODE, name, "own" if name in available() else ""]
        done = subprocess.run(command, input=texts, capture_output=True, text=True, check=True)
        return json.loads(done.stdout)

    keep(benchmark, Path(name).name, benchmark.pedantic(run, rounds=1))
