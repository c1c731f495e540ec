# SPDX-License-Identifier: MIT
"""A PDF as the checker looks at it: objects from `qpdf --json`, the raw bytes of the file, page contents as operators,
and the widths that a font program has."""
import base64
import json
import re
import subprocess
import zlib

REFERENCE = re.compile(r"\d+ \d+ R$")
TOKEN = re.compile(rb"""\s*(?:(?P<hex><[0-9A-Fa-f\s]*>)|(?P<text>\((?:[^()\\]|\\.)*\))|(?P<open><<|\[)|(?P<close>>>|\])
                        |(?P<name>/[^\s()<>\[\]{}/%]*)|(?P<word>[^\s()<>\[\]{}/%]+))""", re.X | re.S)
RAW_OBJECT = re.compile(rb"(?<![0-9])(\d+) (\d+) obj\b")


class Document:
    def __init__(self, path):
        self.raw = open(path, "rb").read()
        done = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline", "--decode-level=none", "--json-key=qpdf",
                               path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600)
        assert done.returncode in (0, 3), done.stderr.decode()
        self.objects = json.loads(done.stdout)["qpdf"][1]
        self.trailer = self.objects["trailer"]["value"]
        self.root = self.get(self.trailer["/Root"])

    # ---- objects

    def get(self, value):
        """What a value is: references are followed; of a stream, its dictionary."""
        for _ in range(20):
            if not (isinstance(value, str) and REFERENCE.match(value)):
                return value
            found = self.objects.get(f"obj:{value}", {"value": None})
            value = found["stream"]["dict"] if "stream" in found else found["value"]
        return None

    def stream(self, reference):
        """The bytes of a stream, inflated; of another filter, none."""
        found = self.objects.get(f"obj:{reference}", {}).get("stream")
        if not found:
            return b""
        data, kind = base64.b64decode(found["data"]), self.get(found["dict"].get("/Filter"))
        kind = kind[0] if isinstance(kind, list) and len(kind) == 1 else kind
        return data if not kind else zlib.decompress(data) if kind == "/FlateDecode" else b""

    def everything(self):
        """(reference, dictionary or value) of all objects."""
        for key, found in self.objects.items():
            if key != "trailer":
                yield key.removeprefix("obj:"), found["stream"]["dict"] if "stream" in found else found["value"]

    def streams(self):
        for key, found in self.objects.items():
            if "stream" in found:
                yield key.removeprefix("obj:"), found["stream"]["dict"]

    def values(self, value=None):
        """All values inside, objects included once each."""
        todo = [v for _, v in self.everything()] + [self.trailer] if value is None else [value]
        while todo:
            value = todo.pop()
            yield value
            todo += list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []

    def text(self, value):
        value = self.get(value)
        return value[2:] if isinstance(value, str) and value.startswith("u:") else ""

    # ---- trees

    def pages(self):
        """(reference, dictionary) in order."""
        def below(reference):
            node = self.get(reference)
            if "/Kids" not in node:
                yield reference, node
            else:
                for kid in self.get(node["/Kids"]):
                    yield from below(kid)
        return list(below(self.root["/Pages"]))

    def tree(self, root, kind):
        """The pairs of a name tree or number tree."""
        node = self.get(root) or {}
        pairs = self.get(node.get(kind, []))
        yield from zip(pairs[::2], pairs[1::2])
        for kid in self.get(node.get("/Kids", [])):
            yield from self.tree(kid, kind)

    def elements(self):
        """(reference, dictionary, parent's reference) of the structure, in its order."""
        root = self.root.get("/StructTreeRoot")
        todo = [(kid, root) for kid in reversed(self.kids(self.get(root) or {}))]
        while todo:
            reference, parent = todo.pop()
            element = self.get(reference)
            if isinstance(element, dict) and "/S" in element:
                yield reference, element, parent
                todo += [(kid, reference) for kid in reversed(self.kids(element))]

    def kids(self, element):
        kids = self.get(element.get("/K"))
        return kids if isinstance(kids, list) else [] if kids is None else [kids]

    def children(self, element):
        """The elements right below one."""
        found = [self.get(k) for k in self.kids(element)]
        return [k for k in found if isinstance(k, dict) and "/S" in k]

    # ---- raw bytes

    def raw_streams(self):
        """(dictionary, data up to endstream) as they stand in the file."""
        for m in RAW_OBJECT.finditer(self.raw):
            head = re.compile(rb"\s*(<<.*?>>)\s*stream\r?\n", re.S).match(self.raw, m.end())
            if head and b"endobj" not in head[1]:
                yield head[1], self.raw[head.end():self.raw.index(b"endstream", head.end())]

    def packed(self):
        """What is in object streams, as text."""
        for head, data in self.raw_streams():
            if b"/ObjStm" in head:
                yield zlib.decompressobj().decompress(data)


# ---- contents

def operators(data):
    """(operator, operands) of a content stream; operands are bytes, dictionaries one string of bytes."""
    operands, depth, start, at = [], 0, 0, 0
    while m := TOKEN.match(data, at):
        at = m.end()
        if m["open"]:
            start, depth = (m.start("open"), 1) if not depth else (start, depth + 1)
        elif m["close"]:
            depth -= 1
            if not depth:
                operands.append(data[start:m.end()])
        elif depth:
            continue
        elif m["word"] and not re.fullmatch(rb"[-+.\d]+|true|false|null", m["word"]):
            yield m["word"], operands
            operands = []
        else:
            operands.append(m[m.lastgroup])


def codes(operand):
    """The two-byte codes of all strings in an operand of Tj or TJ."""
    for piece in re.findall(rb"<([0-9A-Fa-f\s]*)>", operand):
        digits = re.sub(rb"\s", b"", piece)
        for i in range(0, len(digits) - 3, 4):
            yield int(digits[i:i + 4], 16)


# ---- font programs

def number(data, at, size):
    return int.from_bytes(data[at:at + size], "big")


def cff_index(data, at):
    """The elements of an INDEX and where it ends (Adobe Technical Note 5176, 5)."""
    count = number(data, at, 2)
    if not count:
        return [], at + 2
    size, base = data[at + 2], at + 3
    offsets = [number(data, base + i * size, size) for i in range(count + 1)]
    start = base + (count + 1) * size - 1
    return [data[start + a:start + b] for a, b in zip(offsets, offsets[1:])], start + offsets[-1]


def operand(data, at):
    """A number of a DICT or charstring, and what follows."""
    b = data[at]
    if b >= 32 and b <= 246:
        return b - 139, at + 1
    if 247 <= b <= 250:
        return (b - 247) * 256 + data[at + 1] + 108, at + 2
    if 251 <= b <= 254:
        return -(b - 251) * 256 - data[at + 1] - 108, at + 2
    if b == 28:
        return int.from_bytes(data[at + 1:at + 3], "big", signed=True), at + 3
    return int.from_bytes(data[at + 1:at + 5], "big", signed=True), at + 5


def cff_dict(data):
    found, stack, at = {}, [], 0
    while at < len(data):
        b = data[at]
        if b == 30:
            at += 1
            while data[at] & 15 != 15 and data[at] >> 4 != 15:
                at += 1
            at += 1
            stack.append(0)
        elif b <= 21:
            key = (b, data[at + 1]) if b == 12 else b
            at += 2 if b == 12 else 1
            found[key], stack = stack, []
        else:
            value, at = operand(data, at)
            stack.append(value)
    return found


def charstring_width(code, default, nominal):
    """A first operand too many is the width (Technical Note 5177, 3.1)."""
    arguments = {4: 1, 22: 1, 21: 2, 14: 0}
    stack, at = [], 0
    while at < len(code):
        b = code[at]
        if b == 255:
            stack.append(int.from_bytes(code[at + 1:at + 5], "big", signed=True) / 65536)
            at += 5
        elif b >= 32 or b == 28:
            value, at = operand(code, at)
            stack.append(value)
        else:
            extra = len(stack) % 2 if b in (1, 3, 18, 19, 20, 23) else len(stack) - arguments.get(b, len(stack))
            return nominal + stack[0] if extra in (1, 5) and stack else default
    return default


def cff_widths(data):
    """CID -> width in 1/1000 em of a CID-keyed program; of a name-keyed one by glyph number."""
    _, at = cff_index(data, data[2])
    tops, at = cff_index(data, at)
    top = cff_dict(tops[0])
    strings, _ = cff_index(data, top[17][0])
    cids, at = [0], top.get(15, [0])[0]
    keyed = (12, 30) in top
    form, at = (data[at], at + 1) if keyed else (0, 0)
    while keyed and len(cids) < len(strings):
        first, at = number(data, at, 2), at + 2
        more = number(data, at, form) if form else 0
        at += form
        cids += range(first, first + more + 1)
    dicts = [cff_dict(d) for d in cff_index(data, top[12, 36][0])[0]] if keyed else [top]
    select = fd_select(data, top[12, 37][0], len(strings)) if keyed else [0] * len(strings)
    privates = [cff_dict(data[d[18][1]:d[18][1] + d[18][0]]) for d in dicts]
    return {cids[i] if keyed else i: charstring_width(code, privates[select[i]].get(20, [0])[0],
                                                      privates[select[i]].get(21, [0])[0])
            for i, code in enumerate(strings)}


def fd_select(data, at, count):
    if data[at] == 0:
        return list(data[at + 1:at + 1 + count])
    ranges = number(data, at + 1, 2)
    found = []
    for i in range(ranges):
        first, fd, end = (number(data, at + 3 + 3 * i, 2), data[at + 5 + 3 * i], number(data, at + 6 + 3 * i, 2))
        found += [fd] * (end - first)
    return found


def truetype_widths(data):
    """Glyph number -> width in 1/1000 em."""
    tables = {data[12 + 16 * i:16 + 16 * i]: number(data, 20 + 16 * i, 4) for i in range(number(data, 4, 2))}
    em = number(data, tables[b"head"] + 18, 2)
    metrics, glyphs = number(data, tables[b"hhea"] + 34, 2), number(data, tables[b"maxp"] + 4, 2)
    return {i: number(data, tables[b"hmtx"] + 4 * min(i, metrics - 1), 2) * 1000 / em for i in range(glyphs)}
