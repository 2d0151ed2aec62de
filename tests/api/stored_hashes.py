"""Inputs of mutations, each with the hash that was stored for it before.

The digests are literals, taken from the code at d3eb4c8 and never computed again: a key that a client sent to
that release must be recognised by every later one.
"""

KEY = "0199c3a2-7a53-7c1e-9d0e-2f4b6a8c1e55"
UUID = "01a22900-ee4a-70a7-a078-73abc0186e53"
ROW = {
    "externalId": "käynti-1",
    "orderId": f"ProducerOrder:{UUID}",
    "serviceDate": "2026-05-04",
    "quantity": 60,
}
CONTACT = {"language": "SV", "consentsToElectronic": True}
LINE = {
    "lineNo": 1,
    "categoryCode": "HOME_CARE",
    "kind": "EARMARKED",
    "wayOfOrganising": "PURCHASE",
    "centsPerMonth": 9_007_199_254_740_993,
    "minutesPerMonth": None,
}

STORED: dict[str, tuple[str, dict[str, object], str]] = {
    "one delivery, of the default kind": (
        "DeliveryReportInput",
        {"delivery": ROW},
        "a80bbb1d661b597d40f99517b13167a89f386a7ded7451b5be5905fedf3c1d95",
    ),
    "two deliveries, all or none": (
        "DeliveriesReportInput",
        {
            "deliveries": [ROW, {**ROW, "externalId": "2", "kind": "MISSED", "quantity": -1}],
            "onError": "REJECT_ALL",
        },
        "98132f31c34e6f892af637e00db392be14c5599d0585bf263950add2b4c8485d",
    ),
    "no deliveries": (
        "DeliveriesReportInput",
        {"deliveries": []},
        "3252c73599db796ff8d8fbc72ff170a4dfea283b1e3640457240b78c6b02e798",
    ),
    "a contact whose optional fields are left out": (
        "ClientContactChangeInput",
        {"clientId": f"Client:{UUID}", "expectedVersion": 3, "contact": CONTACT},
        "5f31c9d1fd6a5fb841fdba3f6cc9b27fda0fff1e30132b8c8d3cc344e4da13f8",
    ),
    "a contact whose optional fields are null": (
        "ClientContactChangeInput",
        {
            "clientId": f"Client:{UUID}",
            "expectedVersion": 3,
            "contact": {**CONTACT, "phone": None},
            "municipalityCode": None,
            "nonDisclosure": None,
        },
        "5f31c9d1fd6a5fb841fdba3f6cc9b27fda0fff1e30132b8c8d3cc344e4da13f8",
    ),
    "a contact in Latin and Cyrillic letters and one beyond 16 bits": (
        "ClientContactChangeInput",
        {
            "clientId": f"Client:{UUID}",
            "expectedVersion": 0,
            "contact": {
                **CONTACT,
                "phone": "+358 40",
                "email": "å@ä.fi",
                "streetAddress": 'Šilljunpolku 1 "B"\\\n',
                "postalCode": "00100",
                "postalOffice": "Инари 𝕏",
            },
            "municipalityCode": "148",
            "nonDisclosure": False,
        },
        "0e61e438acfa26c34bc62285a1400023b4ec4a8feb6eae7cedb5f75ce40d959c",
    ),
    "an item with an object within": (
        "PlanItemAddInput",
        {
            "planId": f"Plan:{UUID}",
            "offeringId": f"Offering:{UUID}",
            "timeOfWeek": "EVENING",
            "quantityPerMonth": 600,
            "firstMonth": 202605,
            "lastMonth": 202612,
            "assistance": {"channel": "PHONE", "heard": "Kertoi itse", "shown": ""},
        },
        "a17a8ab87b69721de7214e09ebfdf8e2bb7a79ab5c6956f5dc89b9c954f8977d",
    ),
    "a budget with days, and cents beyond 53 bits": (
        "BudgetPrepareInput",
        {
            "clientId": f"Client:{UUID}",
            "slicing": "MONTHLY",
            "validFrom": "2026-01-01",
            "validUntil": "2026-12-31",
            "lines": [LINE],
        },
        "9f67fedf81dbdaf84f2deba3b67d5d8fa25d5db4429e6622ec6507c54b04ec97",
    ),
    "a point with lists of texts and of enum members": (
        "ServicePointAddInput",
        {
            "serviceUnitId": f"ServiceUnit:{UUID}",
            "name": "Kotiapu",
            "streetAddress": "Katu 1",
            "postalCode": "05800",
            "municipalityCode": "106",
            "servedMunicipalities": ["106", "543"],
            "languages": ["FI", "SV"],
        },
        "9bb472892acad0df398438e96359db09a9aeebc09388b3f9604f0a478ced0fb6",
    ),
    "a day that is null beside one that is not, and an id in capitals": (
        "OwnUseLogShowInput",
        {"firstDay": "2026-05-04", "lastDay": None, "first": 20, "afterId": KEY.upper()},
        "eafabe8c3209363c2e60cf3f3daab4ddca1450243a240963a4defeacb7d43739",
    ),
    "control characters, and a NUL's escape spelled in plain letters": (
        "MatterOpenInput",
        {
            "clientId": f"Client:{UUID}",
            "serviceTask": "FAMILIES_WITH_CHILDREN",
            "source": "APPLICATION",
            "pendingSince": "2026-05-04",
            "description": "\t\u0001\u007f \\u0000 \u2028",
        },
        "cccb968f0277d49e5f329175034c96df9dfc1ebde01ce65666822ef535e943f8",
    ),
}
