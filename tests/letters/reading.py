"""The text and structure of a PDF, read with pikepdf: enough for what our own template makes."""

import io
import re
from collections.abc import Iterator

import pikepdf


def opened(content: bytes) -> pikepdf.Pdf:
    """A PDF from its bytes."""
    return pikepdf.open(io.BytesIO(content))


def pages_of(content: bytes) -> list[str]:
    """The text of each page in the order in which it is drawn, by its fonts' ToUnicode maps."""
    return [_text_of(page) for page in opened(content).pages]


def _text_of(page: pikepdf.Page) -> str:
    maps = {
        str(name): _unicode_map(font.ToUnicode.read_bytes())
        for name, font in (page.Resources.get("/Font") or {}).items()
    }
    written: list[str] = []
    font: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands = list(instruction.operands)
        match str(instruction.operator):
            case "Tf":
                font = maps[str(operands[0])]
            case "Tj":
                written.append(_decoded(bytes(operands[0]), font))
            case "TJ":
                parts = (bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                written.append("".join(_decoded(part, font) for part in parts))
            case "ET":
                written.append("\n")
    return "".join(written)


def _decoded(glyphs: bytes, font: dict[int, str]) -> str:
    codes = (int.from_bytes(glyphs[start : start + 2]) for start in range(0, len(glyphs), 2))
    return "".join(font.get(code, "") for code in codes)


def _unicode_map(cmap: bytes) -> dict[int, str]:
    """The characters of a font's glyphs (ISO 32000-1 9.10.3): bfchar and bfrange, in UTF-16."""
    characters: dict[int, str] = {}
    text = cmap.decode("ascii")
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, target in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            characters[int(code, 16)] = bytes.fromhex(target).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, target in re.findall(
            r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block
        ):
            start = int(target, 16)
            for offset in range(int(last, 16) - int(first, 16) + 1):
                characters[int(first, 16) + offset] = chr(start + offset)
    return characters


def structure_of(content: bytes) -> list[str]:
    """The tags of the structure tree, from the root down in reading order."""
    with opened(content) as pdf:
        return list(_tags(pdf.Root.StructTreeRoot))


def _tags(node: pikepdf.Object) -> Iterator[str]:
    if "/S" in node:
        yield str(node.S).removeprefix("/")
    kids = node.get("/K")
    if kids is None:
        return
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _tags(kid)
