"""Laying letters by, composing the batch of the day, and putting its file where it is printed from."""

from hb.letters.service.folder import LetterFolder, LetterFolderMissing
from hb.letters.service.laying import lay_by
from hb.letters.service.remaking import remake_batch

__all__ = ["LetterFolder", "LetterFolderMissing", "lay_by", "remake_batch"]
