"""HTML entities and tags, and text read in the wrong encoding."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stepping import after

import bgnews
from bgnews.cleaning.cleaner import Step
from bgnews.cleaning.code_pages import CYRILLIC_ENCODINGS
from bgnews.cleaning.encoding import entities, tags
from bgnews.cleaning.mojibake import mojibake

SENTENCE = "Кметът на Горно Поле обяви, че „Читалище Искра“ ще бъде ремонтирано до пролетта."


def misread(text: str, written: str, read: str) -> str:
    """The text as a browser shows it: undefined bytes as C1 controls."""
    characters = ((byte, bytes([byte]).decode(read, "replace")) for byte in text.encode(written))
    return "".join(chr(byte) if c == "\ufffd" else c for byte, c in characters)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("&quot;Искра&quot; &amp; Ко", '"Искра" & Ко'),
        ("&bdquo;Искра&ldquo;&nbsp;&ndash;&hellip;", "„Искра“\xa0–…"),
        ("&#1041;&#x443;&#X43A;а", "Бука"),
        ("&amp;quot;да&amp;amp;quot;", '"да"'),
        ("&amp;amp;", "&"),
        ("&#150; и &#0; и &#xD800;", "– и \ufffd и \ufffd"),
        ("&nbspда", "\xa0да"),
        ("&#39;да&#39", "'да'"),
        ("&amp;foo;", "&foo;"),
    ],
)
def test_entities(raw: str, expected: str) -> None:
    assert after(entities, raw) == expected


@pytest.mark.parametrize(
    "text",
    [
        "AT&T и R&B",
        "S&P 500",
        "a & b",
        "&;",
        "&foo;",
        "?a=1&copy=2&lt=3",
        "&#;",
        "&#x;",
        "&&&&",
        "Ко&нстанта;",
    ],
)
def test_ampersands_stay(text: str) -> None:
    assert entities(text) == []


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Съветът <b>реши</b> <i class='x'>днес</i>.", "Съветът реши днес."),
        ("<p>Първи.</p><p>Втори.</p>", "Първи.\nВтори."),
        ("<p>Първи.</p>\n<p>Втори.</p>\n", "Първи.\nВтори.\n"),
        ("ред<br>ред<br/>ред<BR />ред", "ред\nред\nред\nред"),
        ("<div><ul><li>едно</li><li>две</li></ul></div>", "едно\nдве"),
        ('Виж <a href="https://example.org/?a=1&b=2" target=_blank>тук</a>.', "Виж тук."),
        ("преди<!-- бележка <b> -->след", "предислед"),
        ("а<script type='x'>if (a<b) {}</script>б<STYLE>p{}</STYLE >в", "абв"),
        ("<!DOCTYPE html><html><body>Текст</body></html>", "Текст"),
        ('<iframe src="x" allowfullscreen></iframe>след', "след"),
    ],
)
def test_tags(raw: str, expected: str) -> None:
    assert after(tags, raw) == expected


@pytest.mark.parametrize(
    "text",
    [
        "5 < 6 и 7 > 3",
        "<3",
        "a<b и c>d",
        "<Иван>",
        "<имейл@example.org>",
        "x <y> z",
        "<b и>",
        "<!-- без край",
        "<!-->",
        "<script> без край",
        "<",
        "<p",
    ],
)
def test_what_looks_like_a_tag_stays(text: str) -> None:
    assert tags(text) == []


@pytest.mark.parametrize("read", ["latin_1", "cp1252", "cp1251"])
def test_utf8_read_as_another_encoding(read: str) -> None:
    raw = misread(SENTENCE, "utf-8", read)
    assert after(mojibake, raw) == SENTENCE
    assert bgnews.clean(misread(raw, "utf-8", read)).text == SENTENCE


@pytest.mark.parametrize("read", ["latin_1", "cp1252", *CYRILLIC_ENCODINGS])
@pytest.mark.parametrize("written", CYRILLIC_ENCODINGS)
def test_one_encoding_read_as_another(written: str, read: str) -> None:
    text = "Протестът в Бургас продължава, Атанас Яворов не отговори. Явор Ангелов също мълчи."
    assert after(mojibake, misread(text, written, read)) == text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Пише â€žИскраâ€œ във вторник.", "Пише „Искра“ във вторник."),
        ("Пише вЂћИскравЂњ във вторник.", "Пише „Искра“ във вторник."),
        ("Навън е 25Â° сега.", "Навън е 25° сега."),
        ("В BeyoncÃ© и MÃ¼nchen", "В Beyoncé и München"),
        ("Браво ðŸ˜€", "Браво 😀"),
        (
            "Министърът каза: Ïðîòåñòúò ïðîäúëæàâà, и си тръгна.",
            "Министърът каза: Протестът продължава, и си тръгна.",
        ),
        (
            "Добър ред.\nРџСЂРѕС‚РµСЃС‚ РІ СЃРµР»Рѕ.\nДобър ред.",
            "Добър ред.\nПротест в село.\nДобър ред.",
        ),
        ("Р СѓСЃРёСЏ", "Русия"),
    ],
)
def test_spans_and_lines(raw: str, expected: str) -> None:
    assert after(mojibake, raw) == expected


@pytest.mark.parametrize("read", ["latin_1", "cp866"])
def test_the_first_capital_of_a_line_is_no_space(read: str) -> None:
    assert after(mojibake, misread("Кметът откри моста", "cp1251", read)) == "Кметът откри моста"


def test_a_sure_line_vouches_for_the_others() -> None:
    lines = "Протестът продължава, съобщи Явор.\nда"
    assert after(mojibake, misread(lines, "koi8_r", "cp1251")) == lines


@pytest.mark.parametrize(
    "text",
    [
        "Надписите „Сибирь“, „Рига“ и „Србија“ са на място.",
        "Температура 25° и 5 m², ½, €5, £3, №5, §4, ©",
        "São Paulo, Škoda, Ångström, naïve, Đoković, Gülşen, Łódź, Œuvre, à, où",
        "Si è sprigionata ammoniaca; è stato attivato; è vero.",
        "Příliš žluťoučký kůň úpěl ďábelské ódy",
        "„БНР“, „СДС“, „МВР…“, „в…“ и 100 лв…”",
        "Ђоковић и Џон Ђорђевић, Њујорк, Ѓорче",
        "„Слава Україні!“, РІК, СІМ, РІШЕННЯ",
        "Это был съезд партии, объявил он, ёж",
        "┌────┬────┐\n│ Име │ Глас │\n╔══ Резултати ══╗",
        "å, Å, «Å», 5 Å–10 Å",
        "сКАНДАЛ В ПАРЛАМЕНТА",
        "Κυριάκος και ΣΥΡΙΖΑ",
        "Қазақстан, Ўзбекистон, Мінск",
        "Тhе ЅЕСRЕТ јеѕt",
        "",
    ],
)
def test_right_text_stays(text: str) -> None:
    assert mojibake(text) == []


def test_alignment_of_misread_text_is_exact() -> None:
    clean = bgnews.clean(misread("Съвет", "utf-8", "latin_1"))
    assert [clean.to_raw(i, i + 1) for i in range(5)] == [(2 * i, 2 * i + 2) for i in range(5)]


def test_alignment_stays_exact_where_a_later_step_works_in_a_misread_word() -> None:
    clean = bgnews.clean(misread("Водата в селото е чи\u00adста, каза кметът.", "cp1251", "cp866"))
    start = clean.text.index("чиста")
    raw = [clean.to_raw(i, i + 1)[0] - start for i in range(start, start + 5)]
    assert raw == [0, 1, 3, 4, 5]


@pytest.mark.parametrize("step", [entities, tags, mojibake])
@settings(max_examples=60, deadline=None)
@given(text=st.text() | st.text(st.sampled_from('<>/!-&;#aбpscrit= "ÐÑâ€žРСвЂћ°±─юё\n')))
def test_steps_take_any_text(step: Step, text: str) -> None:
    replacements = step(text)
    assert all(start < end <= len(text) for start, end, _ in replacements)
    assert all(a[1] <= b[0] for a, b in pairwise(replacements))
