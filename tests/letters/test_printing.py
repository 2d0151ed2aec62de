"""A batch as a PDF: what is on its pages, for whom it is readable, and that it is the same every time."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hb.kit.language import Language
from hb.letters.rules import control_sum, paragraphs_of, recipient_lines
from hb.letters.service.printing import FONTS, print_batch, printable
from hb.messages.rules import SendingFault
from tests.letters.reading import opened, pages_of, structure_of
from tests.letters.specimens import batch, letter

ROOT = Path(__file__).parents[2]
LONG = "\n\n".join(f"Kappale {number}. " + "Pitkä teksti jatkuu. " * 20 for number in range(12))


def test_the_cover_sheet_counts_letters_pages_and_sheets() -> None:
    letters = [letter(1), letter(2, body=LONG), letter(3, "sv")]

    printout = print_batch(batch(letters))

    pages = pages_of(printout.content)
    assert printout.pages == (1, 2, 1)
    assert printout.sheets == 3
    assert len(pages) == 8, "the cover and each letter begin a sheet"
    for line in (
        "Kirje-erä 30.11.2026/1",
        "Esimerkin hyvinvointialue",
        "30.11.2026",
        "Kirjeitä\n3\n",
        "Sivuja\n4\n",
        "Arkkeja, kaksipuolinen\n3\n",
        "Kirje-erä\n30.11.2026/1\n",
        "Tehty\n30.11.2026 klo 14.30\n",
        "00000000-0000-0000-0000-00000000004d",
    ):
        assert line in pages[0], line
    for line in ("Tieto\n", "Arvo\n", "Tarkiste"):
        assert line not in pages[0], "it says nothing"
    assert pages[1] == pages[3] == pages[7] == "", "backs of sheets are blank"


def test_the_printing_house_can_compute_the_digest_of_the_cover_sheet_from_what_is_printed() -> None:
    printout = print_batch(batch([letter(number) for number in (3, 1, 2)]))

    cover, *pages = pages_of(printout.content)
    printed = [match for page in pages for match in re.findall(r" · [0-9]+/3 · ([0-9a-f-]{36})", page)]
    assert printed == [f"00000000-0000-0000-0000-{number:012}" for number in (3, 1, 2)]
    digest = hashlib.sha256("".join(f"{one}\n" for one in printed).encode()).hexdigest()
    named = cover.partition("Kirjeiden tunnusten SHA-256\n")[2]
    assert named.replace("\n", "")[:64] == digest
    checking = (
        "Ota tunnukset järjestyksessä, kukin omalle rivilleen (rivinvaihto LF), ja laske niiden SHA-256."
    )
    assert checking in cover.replace(" \n", " ")


def test_a_digest_is_another_when_letters_are_others_or_in_another_order() -> None:
    first, second = UUID(int=1), UUID(int=2)
    assert len({control_sum(ids) for ids in ([first, second], [second, first], [first], [])}) == 4


@pytest.mark.parametrize(
    ("language", "sender"), [("fi", "Esimerkin hyvinvointialue"), ("sv", "Exempels välfärdsområde")]
)
def test_a_letter_has_sender_date_recipient_title_and_page_numbers(language: Language, sender: str) -> None:
    printout = print_batch(batch([letter(1, language, "Otsikko", LONG)]))

    pages = pages_of(printout.content)
    first, second = pages[2], pages[3]
    for line in (
        sender,
        "30.11.2026",
        "1 (2)",
        "Aino Äijälä\n",
        "Esimerkkitie 1\n",
        "01900 NURMIJÄRVI\n",
        "Otsikko\n",
        "30.11.2026/1 · 1/1 · 00000000-0000-0000-0000-000000000001",
    ):
        assert line in first, line
    assert "2 (2)" in second
    assert "Aino" not in second


def test_the_file_is_for_keeping_and_for_reading_aloud() -> None:
    content = print_batch(batch([letter(1), letter(2, "sv", body="Text.")])).content

    with opened(content) as pdf:
        assert str(pdf.Root.Lang) == "fi-FI"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")
            assert metadata["dc:title"] == "Kirje-erä 30.11.2026/1"
        assert all("/Tabs" in page.obj for page in pdf.pages)
        fonts = {
            str(font.BaseFont).partition("+")[2]
            for page in pdf.pages
            for font in (page.Resources.get("/Font") or {}).values()
        }
        assert fonts == {"NotoSans-Regular", "NotoSans-Bold"}
    assert structure_of(content).count("H1") == 3
    assert languages_of(content) == {"sv-FI"}


def languages_of(content: bytes) -> set[str]:
    """The languages that elements of the structure tree name."""
    with opened(content) as pdf:
        return {
            str(thing.Lang)
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and "/Lang" in thing and "/S" in thing
        }


PROCESS = """
from tests.letters.specimens import batch, letter
from hb.letters.service.printing import print_batch
print(print_batch(batch([letter(1), letter(2, "sv", body="Text.\\n\\nMera.")])).sha256)
"""


def test_the_same_letters_are_the_same_bytes_in_every_process() -> None:
    letters = [letter(1), letter(2, "sv", body="Text.\n\nMera.")]
    first, second = print_batch(batch(letters)), print_batch(batch(letters))
    elsewhere = subprocess.run(
        [sys.executable, "-c", PROCESS],
        cwd=ROOT,
        env={"PATH": "/usr/bin", "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert first.content == second.content
    assert elsewhere.stdout.strip() == first.sha256


TEXTS = st.text(
    st.one_of(
        st.sampled_from("#$*_@<>\\`[]{}/=-+~\"'\n\r\t\x00\x07\u202e\u2066\u2028\u200d\ufeffåäöšǩ€ʹ你א😀"),
        st.characters(),
        st.sampled_from(sorted(printable())),
    ),
    max_size=60,
)
PLAIN = structure_of(print_batch(batch([letter(1, title="Otsikko", body="Teksti.")])).content)


@settings(max_examples=150, deadline=None)
@given(title=TEXTS, name=TEXTS, body=TEXTS)
def test_no_text_of_people_fails_or_changes_the_structure(title: str, name: str, body: str) -> None:
    lines = recipient_lines(name, "Tie 1", "00100", "Helsinki", printable())
    recipient = ("N", "Tie 1", "00100 H") if isinstance(lines, SendingFault) else lines
    tidy = " ".join(paragraphs_of(title, printable())).replace("\n", " ") or "–"
    one_paragraph = (" ".join(paragraphs_of(body, printable())) or "T",)
    written = letter(1, title=tidy)
    written = type(written)(written.id, written.message_id, "fi", recipient, tidy, one_paragraph)

    printout = print_batch(batch([written]))

    assert structure_of(printout.content) == PLAIN
    assert printout.pages == (1,)


def test_markup_is_printed_as_it_was_typed() -> None:
    body = '#panic("x") $x^2$ *b* _i_ @ref <label> \\u{41} #read("/etc/passwd") `raw` == = - + /'

    page = pages_of(print_batch(batch([letter(1, body=body)])).content)[2]

    assert body in page.replace("\n", "")


def test_every_character_that_counts_as_printable_is_printed() -> None:
    signs = "".join(sorted(printable() - {" "}))
    parts = [signs[start : start + 500] for start in range(0, len(signs), 500)]

    for part in parts:
        print_batch(batch([letter(1, title=part, body=part)]))
    assert len(printable()) == 6307
    assert {*"åäöÅÄÖšžáčđŋŧâõʒǯǥǧǩʹʼ€§–☐☑"} <= printable()


def test_fonts_ship_with_their_licences() -> None:
    assert sorted(file.name for file in FONTS.iterdir()) == [
        "DejaVuSans-LICENSE.txt",
        "DejaVuSans.ttf",
        "NotoSans-Bold.ttf",
        "NotoSans-LICENSE.txt",
        "NotoSans-Regular.ttf",
        "characters.txt",
    ]
    assert "SIL OPEN FONT LICENSE" in (FONTS / "NotoSans-LICENSE.txt").read_text().upper()
    assert "Bitstream Vera" in (FONTS / "DejaVuSans-LICENSE.txt").read_text()


def test_what_is_not_seen_is_not_printed() -> None:
    assert paragraphs_of("a\x07b\u202ec\r\nd\n\n \n\ne\u2028f", printable()) == ("abc\nd", "e\nf")
    assert paragraphs_of("\n\n", printable()) == ()
    assert paragraphs_of("你", printable()) == ("\N{REPLACEMENT CHARACTER}",)


def test_a_recipient_is_name_street_and_post_office_in_capitals() -> None:
    assert recipient_lines("Åsa Öst", " Väg\n1 ", "20100", "Åbo", printable()) == (
        "Åsa Öst",
        "Väg 1",
        "20100 ÅBO",
    )


@pytest.mark.parametrize(
    ("name", "street", "code", "fault"),
    [
        ("你", "Tie 1", "00100", SendingFault.UNPRINTABLE_ADDRESS),
        ("Aino 🧑 Äijälä", "Tie 1", "00100", SendingFault.UNPRINTABLE_ADDRESS),
        ("Aino", "Tie 1", "SE-114 35", SendingFault.FOREIGN_ADDRESS),
        ("Aino", "Tie 1", "00000", SendingFault.FOREIGN_ADDRESS),
        ("Aino", "", "00100", SendingFault.NO_ADDRESS),
        ("Aino", None, "00100", SendingFault.NO_ADDRESS),
        ("Aino", "Tie 1", "  ", SendingFault.NO_ADDRESS),
        ("", "Tie 1", "00100", SendingFault.NO_ADDRESS),
    ],
)
def test_an_address_to_which_nothing_is_sent_says_why(
    name: str, street: str | None, code: str, fault: SendingFault
) -> None:
    assert recipient_lines(name, street, code, "Helsinki", printable()) is fault
