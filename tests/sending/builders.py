"""Messages that are to leave, the stand-ins' outlets, and turns of the worker."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import asyncpg

from hb.access.rules import Actor, Role, system_actor
from hb.kit.commands import write_gathered
from hb.kit.db import Database
from hb.kit.ids import new_id
from hb.kit.language import Fact
from hb.kit.secrecy import Secrecy
from hb.kit.transaction import Transaction
from hb.messages import service as messages
from hb.messages.rules import Event, Hearer, Hearing, Subject
from hb.outlets.email import EmailOutlet, mail_server_of
from hb.outlets.http import Caller
from hb.outlets.outcome import Notice, Outcome, Outlet
from hb.outlets.setting_up import Outlets
from hb.outlets.sms import SmsOutlet
from hb.outlets.suomi_fi import SuomiFiAccount, SuomiFiOutlet
from hb.outlets.webhook import WebhookOutlet
from hb.producers.model import producer_user
from hb.sending.model import channel_rule
from hb.sending.rules import DEFAULTS
from hb.sending.work import JOBS
from hb.work.service import Turn, WorkLoop, Workplace
from tests.clients.builders import SECRECY
from tests.scene import NOW, START, Scene, put

SIGN_IN = "https://hb.alue.fi"
BEFORE: Counter[tuple[UUID, Event]] = Counter()
"""How many each has got of an event before: messages left one by one are not of one instant."""


class Nowhere:
    """An outlet that no message of the test should reach."""

    async def send(self, notice: Notice) -> Outcome:
        raise AssertionError(notice.id)


def email_to(url: str, seconds: float = 5) -> EmailOutlet:
    return EmailOutlet(mail_server_of(url, is_plain=True), "hb@alue.fi", seconds=seconds)


def sms_to(url: str) -> SmsOutlet:
    return SmsOutlet(url, "token", Caller(seconds=1))


def suomi_fi_to(url: str) -> SuomiFiOutlet:
    return SuomiFiOutlet(SuomiFiAccount(url, "hb", "secret", "service-1"), Caller(seconds=1))


def outlets(
    email: Outlet | None = None,
    sms: Outlet | None = None,
    suomi_fi: Outlet | None = None,
    webhook_seconds: float = 1,
) -> Outlets:
    """The outlets of an installation; a webhook may lead to this machine, as in development."""
    return Outlets(
        email=email,
        sms=sms,
        suomi_fi=suomi_fi,
        webhooks=WebhookOutlet(Caller(is_guarded=True, allow_loopback=True, seconds=webhook_seconds)),
        sign_in_url=SIGN_IN,
    )


async def make_rules(connection: asyncpg.Connection, organiser_id: UUID) -> None:
    """Give an organiser the rules of channels that it begins with."""
    for rule in DEFAULTS:
        await put(
            connection,
            channel_rule,
            organiser_id=organiser_id,
            id=new_id(),
            recipient=rule.recipient,
            event=rule.event,
            consents=rule.consents,
            from_age=rule.from_age,
            below_age=rule.below_age,
            channel=rule.channel,
            valid_from=START,
        )


@dataclass(frozen=True)
class Post:
    """The sending of one organiser: its messages, and its worker with some outlets."""

    db: Database
    rows: asyncpg.Connection
    scene: Scene

    async def leave(
        self,
        event: Event,
        recipient_id: UUID,
        client_id: UUID | None = None,
        subject: Subject | None = None,
    ) -> UUID:
        """Leave a message as a command does; gives its id."""
        actor = system_actor(self.scene.organiser_id)

        async def work(tx: Transaction) -> None:
            tx.clock_read(NOW)
            messages.tell(
                tx,
                actor,
                event,
                recipient_id,
                client_id=client_id,
                subject=subject,
                to=Hearing(Hearer.CLIENT) if recipient_id == client_id else None,
                month=202604,
            )
            await write_gathered(tx)

        await self.db.run(actor.context("command"), work)
        message_id: UUID = await self.rows.fetchval(
            "SELECT id FROM message WHERE organiser_id = $1 AND recipient_id = $2 ORDER BY id DESC LIMIT 1",
            self.scene.organiser_id,
            recipient_id,
        )
        await self.rows.execute(
            "UPDATE message SET at = at + $2 WHERE id = $1",
            message_id,
            timedelta(microseconds=BEFORE[recipient_id, event]),
        )
        BEFORE[recipient_id, event] += 1
        return message_id

    async def turn(self, ways: Outlets, secrecy: Secrecy = SECRECY) -> Turn:
        """One turn of a worker of its own."""
        workplace = Workplace(self.db, {Outlets: ways, Secrecy: secrecy})
        return await WorkLoop(workplace, JOBS, [], chance=lambda: 0).turn_of(self.scene.organiser_id)

    async def due(self) -> None:
        """Let whatever waits be due, as if the time had passed."""
        await self.rows.execute(
            "UPDATE job SET due_at = $2 WHERE organiser_id = $1", self.scene.organiser_id, NOW
        )

    async def message(self, message_id: UUID) -> tuple[object, ...]:
        """State, channel, when it was sent, and why it failed."""
        row = await self.rows.fetchrow(
            "SELECT state, channel, sent_at, failure FROM message WHERE id = $1", message_id
        )
        assert row is not None
        return tuple(row)

    async def job(self, subject_id: UUID) -> tuple[object, ...]:
        """State, attempts and fault of the newest job about something."""
        row = await self.rows.fetchrow(
            "SELECT state, attempts, fault FROM job WHERE subject_id = $1 ORDER BY at DESC, id DESC LIMIT 1",
            subject_id,
        )
        assert row is not None
        return tuple(row)

    async def wait(self, subject_id: UUID) -> float:
        """The seconds until the job about something is due again."""
        due_at: datetime = await self.rows.fetchval(
            "SELECT due_at FROM job WHERE subject_id = $1 AND state = 'WAITING'", subject_id
        )
        return (due_at - NOW).total_seconds()

    async def unsent(self, message_id: UUID) -> tuple[object, ...] | None:
        """State, channel, reason and attempts as an administrator sees them."""
        row = await self.rows.fetchrow(
            "SELECT state, channel, reason, attempts FROM unsent_message WHERE message_id = $1", message_id
        )
        return None if row is None else tuple(row)


FACTS: dict[Event, dict[str, Fact]] = {
    Event.BUDGET_RUNNING_OUT: {"percent": 20, "cents": 22_666, "last_day": "2026-06-30"},
    Event.MONTH_CLOSED: {"month": 202604, "count": 2, "cents": 12_300},
}


async def reach(rows: asyncpg.Connection, actor: Actor, email: str | None, phone: str | None = None) -> None:
    """Give a worker addresses."""
    await rows.execute("UPDATE worker SET email = $2, phone = $3 WHERE id = $1", actor.user_id, email, phone)


async def consent(post: Post) -> None:
    await post.rows.execute(
        "UPDATE client SET consents_to_electronic = true WHERE id = $1", post.scene.client_id
    )


async def born(post: Post, day: date) -> None:
    await post.rows.execute("UPDATE client SET birth_date = $2 WHERE id = $1", post.scene.client_id, day)


async def service_account(rows: asyncpg.Connection, scene: Scene) -> Actor:
    """The system of the scene's producer, which signs in as itself."""
    actor = Actor(scene.organiser_id, new_id(), scene.producer_id, Role.SERVICE_ACCOUNT)
    await put(
        rows,
        producer_user,
        id=actor.user_id,
        producer_id=scene.producer_id,
        name="Tietojärjestelmä",
        role=Role.SERVICE_ACCOUNT,
        valid_from=START,
    )
    return actor
