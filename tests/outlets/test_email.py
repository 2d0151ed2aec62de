"""E-mail leaves by a mail server, and every reply of it is an outcome."""

import asyncio

import pytest

from hb.kit.ids import new_id
from hb.outlets.email import EmailOutlet, mail_server_of
from hb.outlets.outcome import Fault, Notice, Outcome
from tests.outlets.standins import closed_port, mail_server, text_of

NOTICE = Notice(
    new_id(), ("aino@esimerkki.fi", "eino@esimerkki.fi"), "Budjetti odottaa päätöstä", "Kirjaudu.\n"
)


def outlet(url: str, seconds: float = 5) -> EmailOutlet:
    return EmailOutlet(mail_server_of(url, is_plain=True), "hb@alue.fi", seconds=seconds)


async def test_a_mail_is_known_by_its_id() -> None:
    async with mail_server() as server:
        assert await outlet(server.url).send(NOTICE) == Outcome()
        assert await outlet(server.url).send(NOTICE) == Outcome()
    first, second = (text_of(mail) for mail in server.mails)
    assert first["Message-ID"] == second["Message-ID"] == f"<{NOTICE.id}@alue.fi>"
    assert (first["From"], first["To"]) == ("hb@alue.fi", "aino@esimerkki.fi, eino@esimerkki.fi")
    assert (first["Subject"], first["Auto-Submitted"]) == ("Budjetti odottaa päätöstä", "auto-generated")
    assert first.get_content().replace("\r\n", "\n") == "Kirjaudu.\n"
    assert server.mails[0].rcpt_tos == ["aino@esimerkki.fi", "eino@esimerkki.fi"]


@pytest.mark.parametrize(
    ("to_recipient", "to_data", "outcome"),
    [
        ("550 No such user", "250 OK", Outcome(Fault.REFUSED, 550)),
        ("451 Greylisted", "250 OK", Outcome(Fault.BUSY, 451)),
        ("250 OK", "554 Spam", Outcome(Fault.REFUSED, 554)),
        ("250 OK", "452 Full", Outcome(Fault.BUSY, 452)),
    ],
)
async def test_a_mail_server_that_refuses(to_recipient: str, to_data: str, outcome: Outcome) -> None:
    async with mail_server() as server:
        server.to_recipient, server.to_data = to_recipient, to_data
        assert await outlet(server.url).send(NOTICE) == outcome
    assert server.mails == []


async def test_no_mail_server() -> None:
    assert await outlet(f"smtp://127.0.0.1:{await closed_port()}").send(NOTICE) == Outcome(Fault.UNREACHABLE)


@pytest.mark.parametrize(
    ("greeting", "faults"),
    [
        (b"", {Fault.UNREACHABLE}),
        (b"\xff\x00 no greeting at all\r\n", {Fault.UNREACHABLE, Fault.BAD_ANSWER}),
        (b"421 Closed today\r\n", {Fault.UNREACHABLE, Fault.BUSY}),
        (b"220 ", {Fault.UNREACHABLE, Fault.BAD_ANSWER}),
    ],
)
async def test_a_mail_server_that_answers_garbage_or_nothing(greeting: bytes, faults: set[Fault]) -> None:
    async def greet(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(greeting)
        await writer.drain()
        if greeting:
            writer.close()
        else:
            await asyncio.sleep(3)
            writer.close()

    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    outcome = await outlet(f"smtp://127.0.0.1:{port}", seconds=1).send(NOTICE)
    server.close()
    assert outcome.fault in faults


async def test_a_mail_server_without_tls_elsewhere_gets_nothing() -> None:
    async with mail_server() as server:
        elsewhere = EmailOutlet(mail_server_of(server.url), "hb@alue.fi")
        assert (await elsewhere.send(NOTICE)).fault is not None
    assert server.mails == []


def test_addresses_of_mail_servers() -> None:
    server = mail_server_of("smtps://k%C3%A4y:s%40la@mail.alue.fi")
    assert (server.host, server.port, server.uses_tls) == ("mail.alue.fi", 465, True)
    assert (server.user, server.password) == ("käy", "s@la")
    assert "s@la" not in repr(server)
    with pytest.raises(ValueError, match="smtp://"):
        mail_server_of("http://mail.alue.fi")


async def test_a_header_of_ours_that_no_mail_can_have_is_our_own_fault() -> None:
    outlet = EmailOutlet(mail_server_of("smtp://127.0.0.1:9", is_plain=True), "hb@alue.fi")
    outcome = await outlet.send(Notice(new_id(), ("opas@alue.fi",), "Otsikko\nBcc: muu@alue.fi", "Teksti"))
    assert outcome == Outcome(Fault.OWN_FAULT)
    assert outcome.fault is not None
    assert outcome.fault.is_final
