"""What is done to the records of one person: one function per command."""

from hb.persons.service.death import correct_death, record_death
from hb.persons.service.merging import merge_records, separate_records

__all__ = ["correct_death", "merge_records", "record_death", "separate_records"]
