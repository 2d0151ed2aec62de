"""A key stored by an earlier release still names the same input, and its stored result is read back.

One command prints the digests of a new input, here PlanStartInput; those of a released one never change:

    .venv/bin/python -c "from tests.api.test_stored_keys import digests; print(digests('PlanStartInput'))"
"""

from uuid import UUID

import pytest
from pydantic import TypeAdapter

from hb.api.clients.inputs import PostalAddressInput
from hb.api.schema import MUTATIONS
from hb.api.storing import input_hash
from hb.clients.rules import ClientRegistered
from hb.plans.rules import ItemSaved, PlanMoved
from hb.settlement.rules import CloseOrdered
from tests.api.filled import KEY, filled

DIGESTS = {
    "MessageResendInput": ("a69fb0e7fd28b1e7", "a69fb0e7fd28b1e7"),
    "ProducerContactChangeInput": ("bc9cf4d0bd81cf65", "9548f4c9eefe51e7"),
    "WebhookSetInput": ("806bd07ba75a6450", "806bd07ba75a6450"),
    "WebhookEndInput": ("7283da0d574932db", "7283da0d574932db"),
    "WebhookReplayInput": ("a894b44250faf3cf", "a894b44250faf3cf"),
    "WebhookTestInput": ("7283da0d574932db", "7283da0d574932db"),
    "ImpactAssessmentRecordInput": ("7e6e160a786928e5", "7e6e160a786928e5"),
    "LetterBatchRemakeInput": ("065dfd6179b4cc89", "065dfd6179b4cc89"),
    "JobRetryInput": ("7bca346aa77dba95", "7bca346aa77dba95"),
    "LookFindingReviewInput": ("f0b6993f41f69e98", "f0b6993f41f69e98"),
    "LookFindingsCollectInput": ("53740a127baf6358", "53740a127baf6358"),
    "WorkerTraitRecordInput": ("57d57ad76bfb61db", "b5a9facb9fb6f7c0"),
    "ClientRegisterInput": ("89876e896b13aca1", "e8f6599876077b36"),
    "FiledContactOpenInput": ("1f5c3314b973ed2d", "1f5c3314b973ed2d"),
    "FiledContactAcceptInput": ("82a5f86165857736", "82a5f86165857736"),
    "FiledContactRejectInput": ("1f5c3314b973ed2d", "1f5c3314b973ed2d"),
    "FiledContactCompareInput": ("82a5f86165857736", "82a5f86165857736"),
    "ClientContactChangeInput": ("dba27aaf626299d1", "bb982d848b7c4e47"),
    "ClientHetuShowInput": ("ca9536bc59a088d0", "ca9536bc59a088d0"),
    "ClientHetuChangeInput": ("0101b01adaeb3d34", "0101b01adaeb3d34"),
    "MatterOpenInput": ("df5133aaa81f2aa0", "df5133aaa81f2aa0"),
    "MatterCloseInput": ("08964d4a873f1574", "08964d4a873f1574"),
    "CareAssignInput": ("59148aa38b0e7efa", "59148aa38b0e7efa"),
    "CareEndInput": ("e9291bb17879e467", "e9291bb17879e467"),
    "SubstituteAssignInput": ("a279e944b705d367", "a279e944b705d367"),
    "SubstituteEndInput": ("327035f0560e5c1b", "327035f0560e5c1b"),
    "EmergencyAccessOpenInput": ("e3fcc6c7139b579b", "0f3e2ea13cca7ebb"),
    "EmergencyAccessReviewInput": ("dcb7ee83cdfe5269", "dcb7ee83cdfe5269"),
    "RepresentationRecordInput": ("ca5ba82d816b9e96", "c478f86d423834eb"),
    "RepresentativeAddressChangeInput": ("ba62b5dd13ef3ebb", "98716b5751c947e9"),
    "RepresentationEndInput": ("40dc48c32b3f1785", "40dc48c32b3f1785"),
    "AssessmentStartInput": ("925eeb797005803a", "925eeb797005803a"),
    "AssessmentFillInput": ("29277538522c8cf5", "3f96b38058e450e3"),
    "AssessmentCompleteInput": ("51cfd6321ad2a45b", "51cfd6321ad2a45b"),
    "BudgetProposalMakeInput": ("25b1a55ab32366cf", "25b1a55ab32366cf"),
    "BudgetPrepareInput": ("e8f07fc1afe5ebce", "fbd26a888b502ba0"),
    "BudgetPreparationChangeInput": ("0abbcc4081367bd7", "1792ab4093367246"),
    "BudgetDecideInput": ("ab7ab45ace6dc8c6", "ab7ab45ace6dc8c6"),
    "BudgetChangeInput": ("68ac4ce6320afe9c", "8aa45ec6a974db63"),
    "BudgetEndInput": ("6bfc54de352990e3", "6bfc54de352990e3"),
    "PlanStartInput": ("7d6fea8c0e51a838", "7d6fea8c0e51a838"),
    "PlanItemAddInput": ("1307284924b384fd", "9c678a6f61dd5fb7"),
    "PlanItemChangeInput": ("227fc15bb77a01b3", "882ca66ac094573e"),
    "PlanItemRemoveInput": ("f2fa6424a9ffc05e", "036970343eb717db"),
    "PlanSubmitInput": ("d8eec5914faf65d5", "cd1f4a49b3654539"),
    "PlanReturnInput": ("4b186f61498cd49e", "619b625751dbf88a"),
    "PlanApproveInput": ("d8eec5914faf65d5", "cd1f4a49b3654539"),
    "OrderAnswerInput": ("edca2c979181a7d7", "0bde8385630649ca"),
    "OrderCancelInput": ("b9f34ca0e20c8601", "ad012b519ab23622"),
    "PlanItemEndInput": ("43d875cfb390dc51", "41f730b41f25b770"),
    "BudgetItemsEndInput": ("c0b33ac959429ce2", "c0b33ac959429ce2"),
    "ContactDiscloseInput": ("61c8d07bf4b71e14", "61c8d07bf4b71e14"),
    "DisclosureEndInput": ("a5f527dd28f596b7", "a5f527dd28f596b7"),
    "DeliveryReportInput": ("034c94a56b6bc33e", "034c94a56b6bc33e"),
    "DeliveriesReportInput": ("53fb01d175319c3c", "53fb01d175319c3c"),
    "MonthCloseInput": ("50c2fdeeaa824aa8", "589ff6203c7034d8"),
    "MonthClosePreviewInput": ("913a369031d8052f", "8219c8712470efbb"),
    "MonthCloseResumeInput": ("db71411541a552d2", "db71411541a552d2"),
    "SettlementCheckInput": ("aaf54abbdf7823d2", "aaf54abbdf7823d2"),
    "SettlementReleaseInput": ("aaf54abbdf7823d2", "aaf54abbdf7823d2"),
    "ReportingExceptionGrantInput": ("b8ed1b9d73782bee", "b8ed1b9d73782bee"),
    "ClientRecordsMergeInput": ("7b1e396b20fe398a", "7b1e396b20fe398a"),
    "ClientRecordsSeparateInput": ("daa1bc2ee333690a", "daa1bc2ee333690a"),
    "ClientDeathRecordInput": ("e156825f8696776e", "e156825f8696776e"),
    "ClientDeathCorrectInput": ("1df5ce8eb742e541", "e79e30daf1be27f1"),
    "ProducerApplyInput": ("58026813eafe9dd8", "58026813eafe9dd8"),
    "ProducerConfirmInput": ("8e7f39f2ba7ed9b7", "8e7f39f2ba7ed9b7"),
    "ProducerApplicationDecideInput": ("f077ee74f7cef346", "f8d81e2750d71265"),
    "ProducerApprovalRevokeInput": ("ff968b621bdcf31c", "ff968b621bdcf31c"),
    "PaymentAccountProposeInput": ("a3f9cde2e55e8c87", "a3f9cde2e55e8c87"),
    "PaymentAccountApproveInput": ("b825d1f9a956366f", "b825d1f9a956366f"),
    "ServiceUnitAddInput": ("7a5294a44ec3bd3b", "7a5294a44ec3bd3b"),
    "ServicePointAddInput": ("2cc086df68636074", "2cc086df68636074"),
    "OfferingProposeInput": ("fe9e192fc57bcee3", "a779f655a3ec40fa"),
    "OfferingChangeInput": ("dbcacde5d0b7b115", "dbcacde5d0b7b115"),
    "OfferingWithdrawInput": ("ddf85ace718422b8", "ddf85ace718422b8"),
    "OfferingDecideInput": ("d7843220ea25e6a8", "938c804c860caea0"),
    "PriceProposeInput": ("ebc1cf513487dfc4", "440381efff3628df"),
    "PricesProposeInput": ("61055e2e659c2e76", "359bd4f9a44d9838"),
    "PriceDecideInput": ("79a94ab8761a046a", "31eeb80e746b2456"),
    "MessageMarkReadInput": ("a69fb0e7fd28b1e7", "a69fb0e7fd28b1e7"),
    "UrgentTaskCloseInput": ("042013816577216a", "042013816577216a"),
    "OwnUseLogShowInput": ("58dde28b947c1d78", "cb81a39e63332217"),
}
"""The first 8 bytes as each input was hashed when it was released: all fields filled, and required alone."""
INPUTS = {mutation.input_type.__name__: mutation.input_type for mutation in MUTATIONS}
RESULTS = {mutation.name: mutation.result_type for mutation in MUTATIONS}


def digests(name: str) -> tuple[str, str]:
    """The first 8 bytes of an input's hash in hex: with all fields filled, and with those that must be."""
    whole, least = (filled(INPUTS[name], whole=whole) for whole in (True, False))
    return input_hash(whole).hex()[:16], input_hash(least).hex()[:16]


def test_every_input_is_known() -> None:
    assert set(INPUTS) == set(DIGESTS)


@pytest.mark.parametrize("name", DIGESTS)
def test_input_hashes_as_before(name: str) -> None:
    assert digests(name) == DIGESTS[name]


def test_a_field_that_was_added_counts_when_it_is_sent() -> None:
    sent = filled(INPUTS["RepresentationRecordInput"], whole=True)
    before = input_hash(sent)
    address = filled(PostalAddressInput, whole=True)
    sent.person.address = address  # type: ignore[attr-defined] # of RepresentationRecordInput
    assert input_hash(sent) != before


def test_another_value_would_hash_otherwise() -> None:
    sent = filled(INPUTS["PlanReturnInput"], whole=True)
    before = input_hash(sent)
    sent.reason = "b"  # type: ignore[attr-defined] # of PlanReturnInput
    assert input_hash(sent) != before


def test_a_field_added_since_a_release_is_hashed_once_it_is_sent() -> None:
    sent = filled(INPUTS["BudgetChangeInput"], whole=True)
    hashes = []
    for grants_lapsed in (None, False, True):
        sent.grants_lapsed = grants_lapsed  # type: ignore[attr-defined] # of BudgetChangeInput
        hashes.append(input_hash(sent))
    assert len(set(hashes)) == 3


@pytest.mark.parametrize(
    ("mutation", "stored", "result"),
    [
        # A client was registered at once, before contacts were filed.
        ("clientRegister", {"client_id": str(KEY)}, ClientRegistered(client_id=KEY)),
        ("clientRegister", {"filed_contact_id": str(KEY)}, ClientRegistered(KEY)),
        (
            "planItemAdd",
            {"plan_id": str(KEY), "item_id": str(UUID(int=2)), "version": 3},
            ItemSaved(KEY, UUID(int=2), 3),
        ),
        (
            "planApprove",
            {"plan_id": str(KEY), "version": 2, "order_ids": [str(UUID(int=4))]},
            PlanMoved(KEY, 2, (UUID(int=4),)),
        ),
        ("monthClose", {"month": 202604, "close_id": str(KEY)}, CloseOrdered(202604, KEY)),
        ("planReturn", {"plan_id": str(KEY), "version": 2}, PlanMoved(KEY, 2)),
    ],
)
def test_stored_result_is_read_and_written_as_before(mutation: str, stored: object, result: object) -> None:
    adapter: TypeAdapter[object] = TypeAdapter(RESULTS[mutation])
    assert adapter.validate_python(stored, strict=False) == result
    assert adapter.dump_python(result, mode="json", exclude_defaults=True) == stored


def test_a_close_stored_by_the_release_before_is_read_as_the_month_it_closed() -> None:
    """It was done in one go then, and its result had the counts of what it did."""
    stored = {"month": 202604, "settlements": 2, "total_cents": 6_800, "expired": 3, "expired_cents": 9_000}
    adapter: TypeAdapter[object] = TypeAdapter(RESULTS["monthClose"])
    assert adapter.validate_python(stored, strict=False) == CloseOrdered(202604)


def test_a_batch_is_stored_as_a_list() -> None:
    adapter: TypeAdapter[object] = TypeAdapter(RESULTS["deliveriesReport"])
    stored = [{"external_id": "a", "state": "REJECTED", "code": "NOT_FOUND", "facts": {"left": 1}}]
    assert adapter.dump_python(adapter.validate_python(stored), mode="json", exclude_defaults=True) == stored
