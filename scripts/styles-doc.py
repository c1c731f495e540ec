#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Print the manual of the sheet language from its schema: scripts/styles-doc.py styles/style.xsd > docs/styles.md

Everything printed is an annotation or a declaration of the schema, so the manual cannot say what the schema does not.
Each declaration has xs:documentation in Chinese and English; xs:appinfo gives default, inherits, what % counts in, and what
other languages of style call it (alias), or have that this one has not (absent).
"""
import sys
import xml.etree.ElementTree as ET

XS = "{http://www.w3.org/2001/XMLSchema}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

HEAD = """\
<!-- Made by scripts/styles-doc.py from styles/style.xsd: change that file, then run `make docs`. -->
# 样式表 · Style sheets

样式表是 `styles/` 中的一个 XML 文件，规定简报的全部外观。改一处、存盘、重新生成，即见结果；写错的名称和数值由 `briefgen check FILE` 一次全部指出。
每个元素先说用途，再列属性；「继承」为「是」的属性，样式中不写时取自其 `based-on`。

A style sheet is one XML file in `styles/` that says all about a briefing's looks. Change it, save, build, and see;
`briefgen check FILE` names every wrong name and value in one run. Each element is explained first, then its attributes.
An attribute that "inherits" comes from the style in `based-on` where a style does not give it.
"""


def say(node, language):
    for part in node.findall(f"{XS}annotation/{XS}documentation"):
        if part.get(LANG) == language:
            return " ".join(part.text.split())
    return ""


def info(node, source):
    for part in node.findall(f"{XS}annotation/{XS}appinfo"):
        if part.get("source") == source:
            return part.text
    return ""


def cell(text):
    return text.replace("|", "\\|").replace("<", "&lt;")


class Schema:
    def __init__(self, path):
        self.root = ET.parse(path).getroot()
        self.types = {t.get("name"): t for t in self.root if t.tag in (f"{XS}simpleType", f"{XS}complexType")}
        self.groups = {g.get("name"): g for g in self.root.findall(f"{XS}group")}
        self.elements, self.parents = {}, {}
        self.collect(self.root.find(f"{XS}element"), None)

    def type_of(self, element):
        inner = element.find(f"{XS}complexType")
        return self.types[element.get("type")] if inner is None else inner

    def children(self, node):
        """Element declarations below a type, those of groups too, in order."""
        for part in node:
            if part.tag == f"{XS}element":
                yield part
            elif part.tag == f"{XS}group":
                yield from self.children(self.groups[part.get("ref")])
            elif part.tag in (f"{XS}all", f"{XS}sequence", f"{XS}choice"):
                yield from self.children(part)

    def collect(self, element, parent):
        """Every element once, in the order of the document; who may hold it."""
        name = element.get("name")
        holders = self.parents.setdefault(name, [])
        if parent and parent not in holders:
            holders.append(parent)
        if name in self.elements:
            return
        self.elements[name] = element
        for child in self.children(self.type_of(element)):
            self.collect(child, name)


def link(name):
    return f"[`{name}`](#{name})"


def words(simple):
    return [e for e in simple.iter(f"{XS}enumeration")]


def values(schema, attribute):
    """The words of a closed list, else a link to the type."""
    simple = schema.types[attribute.get("type")]
    if words(simple):
        shown = " ".join(f"`{w.get('value')}`" for w in words(simple))
        explained = any(say(w, "en") for w in words(simple))
        return f"{shown} ([{simple.get('name')}](#{simple.get('name')}-values))" if explained else shown
    return f"[{simple.get('name')}](#{simple.get('name')}-values)"


def attribute_row(schema, attribute, inheriting):
    allowed = values(schema, attribute)
    if info(attribute, "percent"):
        allowed += f"; % of {info(attribute, 'percent')}"
    default = "**required 必填**" if attribute.get("use") == "required" else cell(info(attribute, "default")) or "–"
    row = [f"`{attribute.get('name')}`", allowed, default]
    if inheriting:
        row.append("yes 是" if info(attribute, "inherits") == "yes" else "no 否")
    alias = "".join(f" `{word}`" for word in info(attribute, "alias").split())
    row.append(f"{cell(say(attribute, 'zh'))}<br>{cell(say(attribute, 'en'))}" + (f"<br>CSS:{alias}" if alias else ""))
    return "| " + " | ".join(row) + " |"


def attribute_table(schema, attributes):
    inheriting = any(info(a, "inherits") for a in attributes)
    titles = ["属性 attribute", "取值 values", "默认 default"] + ["继承 inherits"] * inheriting + ["含义 meaning"]
    yield "| " + " | ".join(titles) + " |"
    yield "|" + " --- |" * len(titles)
    for attribute in attributes:
        yield attribute_row(schema, attribute, inheriting)


def explain(nodes, language):
    return " ".join(filter(None, (say(n, language) for n in nodes)))


def element_section(schema, name):
    element = schema.elements[name]
    kind = schema.type_of(element)
    own = [element] if kind in list(element) else [element, kind]
    yield f"\n## {name}\n"
    yield explain(own, "zh") + "\n"
    yield explain(own, "en")
    inside = list(dict.fromkeys(c.get("name") for c in schema.children(kind)))
    facts = []
    if schema.parents[name]:
        facts.append("位于 In: " + ", ".join(map(link, schema.parents[name])))
    if inside:
        facts.append("含 Holds: " + ", ".join(map(link, inside)))
    if kind.get("mixed"):
        facts.append("含文字 Holds text")
    if facts:
        yield "\n" + ". ".join(facts) + "."
    attributes = kind.findall(f"{XS}attribute")
    if attributes:
        yield ""
        yield from attribute_table(schema, attributes)


def type_section(simple):
    yield f"\n### {simple.get('name')} values\n"
    yield say(simple, "zh") + "\n"
    yield say(simple, "en")
    if any(say(w, "en") for w in words(simple)):
        yield ""
        for word in words(simple):
            yield f"- `{word.get('value')}` – {say(word, 'zh')}; {say(word, 'en')}"


def manual(schema):
    yield HEAD
    yield "元素 Elements: " + ", ".join(map(link, schema.elements)) + "."
    for name in schema.elements:
        yield from element_section(schema, name)
    yield "\n## 取值 Values"
    for simple in schema.types.values():
        if simple.tag == f"{XS}simpleType":
            yield from type_section(simple)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: scripts/styles-doc.py styles/style.xsd > docs/styles.md")
    sys.stdout.reconfigure(encoding="utf-8")
    print("\n".join(manual(Schema(sys.argv[1]))))
