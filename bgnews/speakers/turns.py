"""The turns of an article, one for each quote: who has spoken, and in what frame."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..annotations import Quote
from .name import Name, gender_of

# How many turns a quote can refer back over; it also keeps long texts linear.
_REACH = 50


@dataclass(frozen=True)
class Speaker:
    """Whom a source turned out to be; gender m, f, n, p for a plural, u for unknown."""

    name: str
    gender: str
    is_person: bool = False

    @classmethod
    def named(cls, name: Name) -> Speaker:
        """The person of a name."""
        return cls(name.text, gender_of(name), is_person=True)

    def fits(self, gender: str) -> bool:
        """Whether words of a gender can refer to the speaker."""
        return self.gender in (gender, "u")


@dataclass(frozen=True)
class Resolution:
    """A speaker and the way in which the text led to it."""

    way: str
    speaker: Speaker


def resolution(way: str, speaker: Speaker | None) -> Resolution | None:
    """The resolution, if the way led to anybody."""
    return Resolution(way, speaker) if speaker is not None and speaker.name else None


@dataclass(frozen=True)
class Turn:
    """A quote and who turned out to speak in it."""

    quote: Quote
    speaker: Speaker

    @property
    def position(self) -> int:
        """Where the attribution stands, in code points."""
        return position(self.quote)

    @property
    def relay(self) -> bool:
        return self.quote.relay

    @property
    def is_reported(self) -> bool:
        """Whether the cue is a verb in the plural: ``съобщават от операта``."""
        cue = self.quote.cue
        return cue is not None and cue[-1].text.endswith(("т", "ха"))


class Turns:
    """The turns so far. The frame of a turn is the quote in whose content it stands.

    Args:
        quotes: the quotes of the article.
        mentions: what has a frame as well, and is no turn.
    """

    def __init__(self, quotes: Sequence[Quote], mentions: Sequence[Quote] = ()) -> None:
        self.frames = _frames(quotes, mentions)
        self._quotes = {quote.id: quote for quote in quotes}
        self.speakers: dict[str, Speaker] = {}
        self._by_frame: dict[str | None, list[Turn]] = defaultdict(list)

    def add(self, quote: Quote, speaker: Speaker) -> None:
        """Add the turn of a quote; those of a frame come in order of position."""
        frame = self.frames.get(quote.id)
        self._by_frame[frame].append(Turn(quote, speaker))
        self.speakers[quote.id] = speaker

    def before(self, quote: Quote) -> Iterator[Turn]:
        """The turns that a quote can refer back to, the nearest first: those of its frame, then
        those outside all frames."""
        for frame in dict.fromkeys((self.frames.get(quote.id), None)):
            turns = self._by_frame[frame]
            end = bisect_right(turns, position(quote), key=lambda turn: turn.position)
            yield from reversed(turns[max(0, end - _REACH) : end])

    def after(self, quote: Quote) -> Iterator[Turn]:
        """The next turns outside all frames."""
        turns = self._by_frame[None]
        start = bisect_right(turns, position(quote), key=lambda turn: turn.position)
        yield from turns[start : start + _REACH]

    def frame(self, quote: Quote) -> Quote | None:
        """The quote in whose content the quote stands."""
        return self._quotes.get(self.frames.get(quote.id, ""))

    def holder(self, quote: Quote) -> Speaker | None:
        """The speaker of the quote in whose content the quote stands."""
        return self.speakers.get(self.frames.get(quote.id, ""))


def position(quote: Quote) -> int:
    """Where the attribution stands, or the content if there is none."""
    anchor = quote.source if quote.source is not None else quote.cue
    return (anchor if anchor is not None else quote.spans[0]).start_char


def _frames(quotes: Sequence[Quote], mentions: Sequence[Quote]) -> dict[str, str]:
    """The innermost quote in whose content the attribution of another one, or a mention, stands."""
    contents = sorted(
        ((span.start_char, -span.end_char, quote.id) for quote in quotes for span in quote.spans),
        reverse=True,
    )
    relays = {quote.id for quote in quotes if quote.relay}
    open_contents: list[tuple[int, str]] = []
    frames: dict[str, str] = {}
    for quote in sorted((*quotes, *mentions), key=position):
        place = position(quote)
        while contents and contents[-1][0] <= place:
            start, end, id_ = contents.pop()
            while open_contents and open_contents[-1][0] <= start:
                open_contents.pop()
            if id_ not in relays:
                open_contents.append((-end, id_))
        while open_contents and open_contents[-1][0] <= place:
            open_contents.pop()
        inside = next((id_ for _, id_ in reversed(open_contents) if id_ != quote.id), None)
        if inside:
            frames[quote.id] = inside
    return frames
