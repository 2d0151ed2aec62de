"""Values of assessments, each in a sentence."""

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "AssessmentState": {
        "STARTED": "Being filled (kesken).",
        "COMPLETED": "Completed; it does not change any more (valmis).",
    },
    "LifeDomain": {
        "DAILY_ACTIVITIES": "Washing, dressing, eating (päivittäiset toimet).",
        "HOUSEHOLD": "Cleaning, shopping, cooking (kodinhoito).",
        "MOBILITY": "Moving at home and outside (liikkuminen).",
        "HEALTH": "Physical health (terveys).",
        "MENTAL_WELLBEING": "Mental health and substance use (psyykkinen hyvinvointi).",
        "SOCIAL_RELATIONS": "Relations with other people (sosiaaliset suhteet).",
        "PARTICIPATION": "Taking part in society, leisure (osallisuus).",
        "WORK_AND_STUDY": "Work and studies (työ ja opiskelu).",
        "HOUSING": "Housing and its safety (asuminen).",
        "FAMILY_AND_CARE": "Family, and care given to others (perhe ja läheiset).",
    },
    "NeedDuration": {
        "TEMPORARY": "Temporary (tilapäinen).",
        "RECURRING": "Recurring (toistuva).",
        "LONG_TERM": "Long-term (pitkäaikainen).",
    },
}
