"""Values of jobs, each in a sentence."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "JobState": {
        "WAITING": "It waits until it is due, or is being done (odottaa).",
        "DONE": "It is done (tehty).",
        "STOPPED": "It has failed for good; an administrator looks into it (pysähtynyt).",
    },
}
