"""Mutations on one person's records and death."""

from hb.access.rules import Permission
from hb.api.command import command
from hb.api.persons import inputs, payloads
from hb.clients.rules import ClientHasDied, RecordMerged
from hb.kit.errors import InvalidInput, NotFound
from hb.persons import service as persons
from hb.persons.rules import (
    CodeOfMergedRecord,
    DeathNotRecorded,
    DeathsDiffer,
    MergeBlocked,
    NotMerged,
    RecordsDiffer,
    TookOver,
)

client_records_merge = command(
    """Merge two records of one person (yhdistä asiakkuudet): one is closed and points to the other.

    Both histories stay as they are. Nothing may run on the record that is closed, and the birth date or the
    name must agree. Turvakielto of one is both's, and the client of each record is notified. A wrong merge is
    undone by clientRecordsSeparate.
    """,
    Permission.RECORD_MERGE,
    inputs.ClientRecordsMergeInput,
    persons.merge_records,
    shows=payloads.ClientRecordsMergePayload,
    refuses=(NotFound, InvalidInput, RecordMerged, TookOver, RecordsDiffer, DeathsDiffer, MergeBlocked),
)

client_records_separate = command(
    """Let a record that was merged wrongly go on by itself again (erota asiakkuudet).

    What was begun since on the other record stays there.
    """,
    Permission.RECORD_MERGE,
    inputs.ClientRecordsSeparateInput,
    persons.separate_records,
    shows=payloads.ClientRecordsSeparatePayload,
    refuses=(NotFound, InvalidInput, NotMerged, CodeOfMergedRecord),
)

client_death_record = command(
    """Record that a client has died (kirjaa kuolinpäivä).

    Representation, own sign-in and messages end at once. The own worker, the team's
    leader and the producers with orders are told.
    """,
    Permission.DEATH_RECORD,
    inputs.ClientDeathRecordInput,
    persons.record_death,
    shows=payloads.ClientDeathRecordPayload,
    refuses=(NotFound, RecordMerged, ClientHasDied, InvalidInput),
)

client_death_correct = command(
    """Correct a wrongly recorded death (korjaa kuolinpäivä): another day, or none where the client is alive.

    Who is alive signs in again and has the representatives again whose power would still last.
    """,
    Permission.DEATH_CORRECT,
    inputs.ClientDeathCorrectInput,
    persons.correct_death,
    shows=payloads.ClientDeathCorrectPayload,
    refuses=(NotFound, RecordMerged, DeathNotRecorded, InvalidInput),
)

MUTATIONS = (client_records_merge, client_records_separate, client_death_record, client_death_correct)
