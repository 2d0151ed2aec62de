"""The orders in which lists come, each in a sentence."""

from collections.abc import Mapping

ORDERS: Mapping[str, str] = {
    "NEWEST": "The newest first.",
    "OLDEST": "The oldest first.",
    "NAME": "By name, in Finnish alphabetical order.",
    "PRODUCER": "By the producer's name, in Finnish alphabetical order.",
    "PRICE_ASC": "The cheapest first.",
    "PRICE_DESC": "The dearest first.",
    "LONGEST_PREPARED": "The one that was prepared first.",
    "ENDING_FIRST": "The one that ends first.",
    "LINE": "By line, month and measure.",
    "MONTH": "By month, line and measure.",
    "EARLIEST": "By the first day it holds, earliest first.",
    "LATEST": "By the first day it holds, latest first.",
    "OLDEST_PROPOSAL": "The one proposed first.",
    "NEWEST_PROPOSAL": "The one proposed last.",
    "LARGEST": "The largest sum first.",
    "MOST_DELIVERED": "The most delivered cents first.",
    "MOST_RESERVED": "The most reserved cents first.",
}
