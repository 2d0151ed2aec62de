"""What a process took when it died waits for about a minute: the lease is as short as a batch allows."""

from hb.outlets.http import SECONDS
from hb.sending.service.batches import AT_ONCE, WAITS
from hb.sending.work import BATCH, JOBS, LEASE_SECONDS, SECONDS_OF_ONE


def test_the_slowest_batch_ends_well_within_its_lease() -> None:
    rounds = -(-BATCH // AT_ONCE)
    assert rounds * SECONDS_OF_ONE + sum(WAITS) <= LEASE_SECONDS * 0.8
    assert rounds * SECONDS + sum(WAITS) <= LEASE_SECONDS * 0.8


def test_what_a_dead_process_took_is_taken_again_within_a_minute() -> None:
    outside = {kind.name: (kind.batch, kind.lease_seconds) for kind in JOBS if kind.outside}
    kinds = ("MESSAGE_SEND", "WEBHOOK_POST", "WEBHOOK_TEST")
    assert outside == dict.fromkeys(kinds, (BATCH, LEASE_SECONDS))
    assert LEASE_SECONDS <= 60
