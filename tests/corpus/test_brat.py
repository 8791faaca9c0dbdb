"""brat: files as the tool writes them, those of other schemes, and articles there and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from articles import ARTICLES, PLAIN, RICH

from bgnews.corpus import FORMATS, Article, Entity, read_articles, read_items
from bgnews.corpus.formats.graph import ALL_LABELS, FLAGS, LINKS

TEXT = "😀 „Ела“, каза Мария, „веднага“.\nТя млъкна.\n"
#: As the tool saves it: in the order of the clicks, with fields that are not ours.
ANN = """\
T1\tdirect 3 6;22 29\tЕла веднага
T2\tcue 9 13\tказа
R1\tcue Arg1:T2 Arg2:T1\t
T3\tPER 14 19\tМария
#1\tAnnotatorNotes T3\tМария Тестова
A1\toptional T1
R2\tsource Arg1:T3 Arg2:T1\t
T4\tmention 32 34\tТя
*\tEquiv T3 T4
N1\tReference T3 Wikidata:Q1\tМария
A2\tConfidence T1 High
#2\tAnnotatorNotes R2\tсигурно ли е?
"""


def save(folder: Path, ann: str, text: str = TEXT) -> Path:
    (folder / "a.txt").write_bytes(text.encode())
    (folder / "a.ann").write_bytes(ann.encode())
    return folder / "a.ann"


def read(path: Path) -> Article:
    (article,) = read_articles([path], "brat")
    return article


def test_nothing_is_lost(tmp_path: Path) -> None:
    FORMATS["brat"].write(ARTICLES, tmp_path)
    assert list(read_articles([tmp_path])) == sorted(ARTICLES, key=lambda article: article.id)


@pytest.mark.parametrize("text", ["a\r\nb\u2028c\x85d\te", "\ufeffa", "x\u00a0y"])
def test_any_text(text: str, tmp_path: Path) -> None:
    extent = (len(text) - 1, len(text))
    marked = replace(RICH.paragraphs[0], start=0, end=len(text))
    found = replace(RICH.nonspeech[0], start=extent[0], end=extent[1])
    article = Article(id="v. 1.2", text=text, paragraphs=(marked,), nonspeech=(found,))
    FORMATS["brat"].write([article], tmp_path)
    assert read(tmp_path / "v. 1.2.ann") == article


def test_what_the_tool_writes(tmp_path: Path) -> None:
    article = read(save(tmp_path, ANN))
    (quote,) = article.quotes
    assert (article.id, article.text) == ("a", TEXT)
    assert (quote.id, quote.type, quote.by, quote.optional) == ("q1", "direct", "e1", True)
    assert (quote.spans, quote.cues) == (((3, 6), (22, 29)), ((9, 13),))
    assert article.entities == (Entity("e1", "PER", "Мария Тестова"),)
    assert [(m.entity, m.start, m.end) for m in article.mentions] == [("e1", 32, 34)]
    assert [p.kind for p in article.paragraphs] == ["body", "body"]


def test_fragments_in_any_order(tmp_path: Path) -> None:
    links = "R8\toppose Arg1:T9 Arg2:T4\nR9\tholder Arg1:T8 Arg2:T9\n"
    evidence = "T9\tevidence 14 19;9 13\tМария каза\nT8\tORG 22 29\tведнага\n"
    (stance,) = read(save(tmp_path, ANN + evidence + links)).stances
    assert (stance.holder, stance.target, stance.at) == ("e2", "e1", (9, 19))


def test_lines_of_windows(tmp_path: Path) -> None:
    assert read(save(tmp_path, ANN.replace("\n", "\r\n"))) == read(save(tmp_path, ANN))


def test_an_edit_wins(tmp_path: Path) -> None:
    FORMATS["brat"].write([RICH], tmp_path)
    path = tmp_path / "rich-1.ann"
    ann = path.read_text(encoding="utf-8")
    edited = (
        ann.replace("\tdirect ", "\tmixed ")
        .replace("entity:e1 Иван Колев", "entity:e1 Иван Д. Колев")
        .replace("\tsupport Arg1", "\toppose Arg1")
    )
    path.write_text(edited, encoding="utf-8")
    article, entity = read(path), read(path).entity("e1")
    assert {quote.type for quote in article.quotes} == {"mixed", "indirect"}
    assert entity is not None
    assert entity.name == "Иван Д. Колев"
    assert "support" not in {stance.label for stance in article.stances if not stance.optional}


def test_configuration_has_all_labels(tmp_path: Path) -> None:
    FORMATS["brat"].write([RICH], tmp_path)
    section, names = "", dict[str, list[str]]()
    for line in (tmp_path / "annotation.conf").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line
        else:
            names.setdefault(section, []).append(line.strip().split("\t")[0])
    types = [name for name in names["[entities]"] if not name.startswith("!")]
    groups = {name for name in names["[entities]"] if name.startswith("!")}
    assert types == list(ALL_LABELS)
    assert not {group.removeprefix("!") for group in groups} & set(types)
    assert names["[relations]"] == ["<OVERLAP>", *LINKS]
    assert names["[attributes]"] == list(FLAGS)
    drawn = (tmp_path / "visual.conf").read_text(encoding="utf-8")
    assert all(f"\n{label}\tbgColor:" in drawn for label in ALL_LABELS)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("T1 direct 0 3 abc", "not an annotation of brat: 'T1 direct 0 3 abc'"),
        ("T9\tdirect 0\tx", "not an annotation of brat"),
        (f"T9\tdirect 0 {'9' * 5000}\tx", "not an annotation of brat"),
        ("X9\tdirect 0 1\tx", "not an annotation of brat"),
        ("R9\tcue T2 T1", "not an annotation of brat"),
        ("T1\tcue 9 13\tказа", "a second annotation has the id T1"),
        ("T9\tname 9 13\tрече", "T9 is 'рече', but the text has 'каза' there; is it the text"),
        ("T9\tname 9 99", "name at 9-99 is outside the text"),
        ("T9\tContent 900 999", "is outside the text"),
        ("T9\tPerson 9 13\tказа", "the label 'Person' is not one of"),
        ("R9\tcue Arg1:T2 Arg2:T77", "a cue link leads to 'T77', which cannot be read"),
        ("R9\tcoref Arg1:T3 Arg2:T4", "the link 'coref' is not one of"),
        ("E9\tAttribution:T2 Source:T77", "E9 refers to T77, which is not in the file"),
        ("#9\tArticle T1\t{", "the note Article is not as it was written"),
        ('#9\tArticle T1\t{"source": ""}', "the note Article is not as it was written: it has no"),
        ('#9\tArticle T1\t{"source": "", "meta": {}, "entities": [5]}', "'entities' has 5"),
    ],
)
def test_malformed(line: str, message: str, tmp_path: Path) -> None:
    (item,) = read_items([save(tmp_path, f"{ANN}{line}\n")], "brat")
    assert item.problems
    with pytest.raises(ValueError, match=r"a\.ann:13: ") as raised:
        _ = item.article
    assert message in str(raised.value)


def test_two_notes_for_one_id(tmp_path: Path) -> None:
    notes = "#8\tAnnotatorNotes T3\tentity:e1 Мария\n#9\tAnnotatorNotes T4\tentity:e1 Мария\n"
    (item,) = read_items([save(tmp_path, ANN + notes)], "brat")
    assert [problem.line for problem in item.problems] == [14]
    assert "a second annotation is entity:e1" in item.problems[0].message


def test_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.ann").write_text(ANN, encoding="utf-8")
    (item,) = read_items([tmp_path / "a.ann"])
    assert "there is no a.txt beside it" in item.problems[0].message


def test_not_utf_8(tmp_path: Path) -> None:
    path = save(tmp_path, ANN)
    path.write_bytes("T1\tdirect 3 6\tЕла\n".encode("cp1251"))
    (item,) = read_items([path])
    assert "not UTF-8" in item.problems[0].message


@pytest.mark.parametrize(("id_", "text"), [("", ""), ("a", "a\ud800")])
def test_what_brat_cannot_hold(id_: str, text: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"without an id|needs UTF-8"):
        FORMATS["brat"].write([Article(id=id_, text=text)], tmp_path)


# Another scheme. A marked text has the content in [], the cue in {} and the source in <>.
def foreign(marked: str, tie: str = "event") -> tuple[str, str]:
    """The text, and its attribution as PolNeAR writes it, or with relations between two."""
    text, spans, starts = "", dict[str, tuple[int, int]](), list[int]()
    for character in marked:
        if character in "[{<":
            starts.append(len(text))
        elif character in "]}>":
            role = {"]": "Content", "}": "Cue", ">": "Source"}[character]
            spans[role] = (starts.pop(), len(text))
        else:
            text += character
    keys = {role: f"T{number}" for number, role in enumerate(spans, start=1)}
    lines = [
        f"{keys[role]}\t{role} {start} {end}\t{text[start:end]}"
        for role, (start, end) in spans.items()
    ]
    if tie == "event":
        start, end = spans.get("Cue", spans["Content"])
        arguments = " ".join(f"{role}:{key}" for role, key in keys.items())
        lines += [f"T9\tAttribution {start} {end}", f"E1\tAttribution:T9 {arguments}"]
    elif tie == "relations":
        lines += [
            f"R{number}\tAttribution Arg1:{keys[role]} Arg2:{keys['Content']}"
            for number, role in enumerate(("Cue", "Source"), start=1)
        ]
    else:  # a chain, of which the source is known before the cue has its content
        lines.append(f"R1\tSource Arg1:{keys['Source']} Arg2:{keys['Cue']}")
        lines.append(f"R2\tContent Arg1:{keys['Cue']} Arg2:{keys['Content']}")
    return text, "".join(f"{line}\n" for line in lines)


def adopted(folder: Path, marked: str, tie: str = "event") -> Article:
    text, ann = foreign(marked, tie)
    return read(save(folder, ann, text))


def words(article: Article, extents: Sequence[tuple[int, int]]) -> list[str]:
    return [article.text[start:end] for start, end in extents]


@pytest.mark.parametrize("tie", ["event", "relations", "chain"])
@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "<The mayor> {said} [that the bridge is safe].",
            ("that the bridge is safe", "said", "The mayor"),
        ),
        ("[Мостът е здрав], {каза} <кметът>.", ("Мостът е здрав", "каза", "кметът")),
    ],
)
def test_attributions_of_others(
    marked: str, expected: tuple[str, str, str], tie: str, tmp_path: Path
) -> None:
    article = adopted(tmp_path, marked, tie)
    (quote,) = article.quotes
    found = [words(article, e)[0] for e in (quote.spans, quote.cues, quote.sources)]
    assert tuple(found) == expected
    assert (quote.id, quote.type) == ("q1", "indirect")
    assert article.entity(quote.by) == Entity("e1", "PER", expected[2])


@pytest.mark.parametrize(
    ("marked", "type_", "content"),
    [
        ("<Тя> {каза}, че [идва зима].", "indirect", "идва зима"),
        ("<Тя> {каза}: [„Идва зима“].", "direct", "Идва зима"),
        ("<Тя> {каза}: „[Идва зима.]“", "direct", "Идва зима."),
        ('["It will rain,"] <she> {said}.', "direct", "It will rain,"),
        ("[“It will rain”,] <she> {said}.", "direct", "It will rain"),
        ("«[Идва „Зима“ 2]», {каза} <тя>.", "direct", "Идва „Зима“ 2"),
        ("[“It will rain, and] {said} <she>", "direct", "It will rain, and"),
        ("<Тя> {каза}, че [идва „страшна“ зима].", "mixed", "идва „страшна“ зима"),
        ("<Тя> {говори за} [„страшна“ зима].", "mixed", "„страшна“ зима"),
        ("<Тя> {говори за} [зима „страшна“].", "mixed", "зима „страшна“"),
        ("<Тя> {говори за} [„Ян“ и „Юли“].", "mixed", "„Ян“ и „Юли“"),
        ("<Тя> {изрече} [„].", "mixed", "„"),
    ],
)
def test_types_by_quote_marks(marked: str, type_: str, content: str, tmp_path: Path) -> None:
    article = adopted(tmp_path, marked)
    (quote,) = article.quotes
    assert (quote.type, words(article, quote.spans)) == (type_, [content])


def test_a_file_in_the_shape_of_polnear(tmp_path: Path) -> None:
    """Sources with the same words are one; parts, missing roles and what was discarded."""
    text = "“Go,” the mayor said, “now.”\nA report shows rain. The Mayor nodded: no.\nRead on."
    ann = """\
T1\tContent 0 5\t“Go,”
T2\tContent 22 28\t“now.”
T3\tSource 6 15\tthe mayor
T4\tCue 16 20\tsaid
T5\tAttribution 16 20\tsaid
E1\tAttribution:T5 Content:T1 Content2:T2 Cue:T4 Source:T3
T6\tContent 44 48\train
T7\tCue 38 43\tshows
T8\tAttribution 38 43\tshows
E2\tAttribution:T8 Content:T6 Cue:T7
T9\tContent 68 70\tno
T10\tSource 50 59\tThe Mayor
T11\tCue 60 66\tnodded
T12\tAttribution 60 66\tnodded
E3\tAttribution:T12 Content:T9 Cue:T11 Source:T10
T13\tDiscard 72 80\tRead on.
A1\tNesting E1
#1\tAnnotatorNotes E1\tsure
"""
    article = read(save(tmp_path, ann, text))
    first, second, third = article.quotes
    assert (first.type, words(article, first.spans)) == ("direct", ["Go,", "now."])
    assert (second.type, second.by, second.sources) == ("indirect", None, ())
    assert (first.by, third.by) == ("e1", "e1")
    assert article.entities == (Entity("e1", "PER", "the mayor"),)
    assert len(article.paragraphs) == 3
    assert not article.mentions


def test_our_own_labels_stay(tmp_path: Path) -> None:
    """A quote of ours keeps its type, whatever its marks."""
    text, ann = foreign("[„Идва зима“], {каза} <тя>.", "relations")
    article = read(save(tmp_path, ann.replace("Content", "indirect"), text))
    assert article.quotes[0].type == "indirect"
    assert words(article, article.quotes[0].spans) == ["„Идва зима“"]
    assert PLAIN.quotes[0].type == "indirect"
