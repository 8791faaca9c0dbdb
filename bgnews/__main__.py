"""Runs the command line as ``python -m bgnews``."""

from .cli import app

app()
