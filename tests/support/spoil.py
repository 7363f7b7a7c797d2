"""Spoils seed files as hands, editors, tools and strangers do; the same way every time."""

import random
import re
import shutil

WRONG = (
    *("5", "-1", "0", "1e308", "-1e308", "1e-300", "inf", "-inf", "nan", "true", "[]", "{}"),
    *("[[1]]", "[1, 'a']", "{ a = 1 }", '""', '" "', '"x "', '"\\u00a0"', '"a\\u0007b"'),
    *('"a\\u202eb"', '"a\\u200bb"', '"a\\ufeff"', '"a\\nb"', '"a\\tb"', '"\\ue000"', '"\\uffff"'),
    *('"🦊"', '"中國"', '"<script>alert(1)</script>"', '"../../etc/passwd"', '"%s {x} {0!r}"'),
    *('"1/0"', '"1/13"', '"1e999/1"', '"2030/2020"', '"0000"', '"-5000"', '"9999-99-99"'),
    *('"2022-02-30"', '"../.."', '"/2020"', '"20XX"', '"Y170000002"', '"{2020,2021}"'),
    *('"2020-21"', "2022-01-01", "07:32:00", "99999999999999999999", "0x10", "1_000"),
    *('"' + "x" * 20_000 + '"', "[" * 3000 + "]" * 3000, "9" * 5000, "'''\na\nb'''", '"((((("'),
    *('"a b, ü"', '"#000000"', '"#GGGGGG"', '"lead"', '"a{99999999999}"', '"(a+)+$"', '"[z-a]"'),
)
BYTES = (b"\xff", b"\xef\xbb\xbf", b"\x00", b"\xed\xa0\x80", b"\r", b"]]", b'"', b"[[x]]\n", b"=")


def _lines(text):
    return text.split("\n")


def _blocks(text):
    """The tables of a file, each with its head."""
    return re.split(r"(?m)^(?=\[)", text)


def _line(chance, text, change):
    lines = _lines(text)
    number = chance.randrange(len(lines))
    return "\n".join([*lines[:number], *change(lines[number]), *lines[number + 1 :]])


def _block(chance, text, change):
    blocks = _blocks(text)
    number = chance.randrange(len(blocks))
    return "".join([*blocks[:number], *change(blocks[number]), *blocks[number + 1 :]])


def _field(chance, text, change):
    """`change` of the key and the value of one field."""
    fields = list(re.finditer(r"(?m)^(\s*[\w.-]+)(\s*=\s*)(.*)$", text))
    if not fields:
        return text
    found = chance.choice(fields)
    return text[: found.start()] + change(found) + text[found.end() :]


def _wrong_value(chance, text):
    return _field(chance, text, lambda found: f"{found[1]}{found[2]}{chance.choice(WRONG)}")


def _wrong_inner_value(chance, text):
    """Another text for one of the texts in the file, wherever it stands."""
    found = chance.choice(list(re.finditer(r'"[^"\n]*"', text)) or [None])
    wrong = chance.choice([value for value in WRONG if value.startswith('"')])
    return text if found is None else text[: found.start()] + wrong + text[found.end() :]


WAYS = (
    *[_wrong_value] * 6,
    *[_wrong_inner_value] * 4,
    lambda chance, text: _line(chance, text, lambda line: []),
    lambda chance, text: _line(chance, text, lambda line: [line, line]),
    lambda chance, text: _block(chance, text, lambda block: []),
    lambda chance, text: _block(chance, text, lambda block: [block, block]),
    lambda chance, text: _block(chance, text, lambda block: [block.replace("[", "[[", 1)]),
    lambda chance, text: _block(chance, text, lambda block: [re.sub(r"\]", "s]", block, count=1)]),
    lambda chance, text: _block(chance, text, lambda block: [block.split("\n")[0] + "\n"]),
    lambda chance, text: _field(chance, text, lambda found: f"{found[1]}s{found[2]}{found[3]}"),
    lambda chance, text: _field(chance, text, lambda found: f'"{found[1]}\\u0007" = {found[3]}'),
    lambda chance, text: text[: chance.randrange(len(text))],
    lambda chance, text: "",
    lambda chance, text: "# Nothing here.\n",
    lambda chance, text: re.sub(r"(?m)^\[\[(\w+)\]\]", r"[[\1s]]", text),
    lambda chance, text: re.sub(r"(?m)^\[\[(\w+)\]\]", r"[\1]", text),
    lambda chance, text: f"{chance.choice(('claim', 'conflict', 'sum', 'side', 'x'))} = 5\n{text}",
    lambda chance, text: text.replace("\n", "\r\n"),
    lambda chance, text: text + text,
)


def spoil(seeds, number):
    """Spoil one file of the folder `seeds` in the way of this number, and say which."""
    chance = random.Random(number)
    paths = sorted(seeds.rglob("*.toml"))
    path = paths[number % len(paths)]
    if chance.random() < 0.04:
        path.unlink()
        if chance.random() < 0.5:
            path.mkdir()
        return path
    if chance.random() < 0.08:
        content = path.read_bytes()
        place = chance.choice([0, chance.randrange(len(content))])
        path.write_bytes(content[:place] + chance.choice(BYTES) + content[place:])
        return path
    text = chance.choice(WAYS)(chance, path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8", newline="")
    return path


def mend(seeds, source, path):
    """Bring back the file that was spoilt."""
    if path.is_dir():
        path.rmdir()
    shutil.copyfile(source / path.relative_to(seeds), path)
