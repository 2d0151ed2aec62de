"""Laying letters by, composing the batch of the day, and putting its file where it is printed from."""

from hb.letters.service.laying import lay_by

__all__ = ["lay_by"]
