# SPDX-License-Identifier: MIT
"""The manuals: that of the sheet language is the schema's, and what editors are shown is taken by the program."""
import os
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ET

XS = "{http://www.w3.org/2001/XMLSchema}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read(env, *path):
    with open(os.path.join(env.root, *path), encoding="utf-8") as f:
        return f.read()


def schema(env):
    return ET.fromstring(read(env, "styles", "style.xsd"))


def checked(env, sheet, name="own.xml"):
    """What `check` says of a sheet."""
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
            f.write(sheet)
        return env.run("check", name, cwd=folder)


def test_the_manual_of_sheets_is_what_the_schema_says(env):
    made = subprocess.run(["scripts/styles-doc.py", "styles/style.xsd"], cwd=env.root, text=True, stdout=subprocess.PIPE, check=True)
    assert made.stdout == read(env, "docs", "styles.md"), "docs/styles.md: run `make docs`"


def test_everything_is_explained_in_both_languages(env):
    for node in schema(env).iter():
        if node.tag not in (f"{XS}attribute", f"{XS}complexType", f"{XS}simpleType") or node.get("ref"):
            continue
        said = {d.get(LANG): d.text for d in node.findall(f"{XS}annotation/{XS}documentation")}
        if node.get("name"):
            assert said.get("zh") and said.get("en"), f"{node.tag} {node.get('name')} is not explained"


def test_every_field_of_the_schema_is_a_field(env):
    fields, = [t for t in schema(env).findall(f"{XS}simpleType") if t.get("name") == "field"]
    names = [e.get("value") for e in fields.iter(f"{XS}enumeration")]
    heads = [n for n in names if n in ("page", "pages")]
    sheet = f"""<sheet name="own" version="1" base="weekly">
<page size="A4" grid-lines="39" line-pitch="18pt" margin-top="26mm" margin-inner="30.9mm" margin-outer="30.9mm">
<footer><text style="folio">{' '.join(f'{{{n}}}' for n in heads)}</text></footer></page>
<flow><articles><text style="caption">{' '.join(f'{{{n}}}' for n in names if n not in heads)}</text><headline/><body/></articles></flow>
</sheet>"""
    done = checked(env, sheet)
    assert len(names) > 15 and done.returncode == 0 and not done.stderr, done.stderr


def test_the_words_of_other_languages_are_none_of_ours(env):
    """A name of CSS that is one of ours on the same element would never be said."""
    for kind in schema(env).findall(f"{XS}complexType"):
        own = {a.get("name") for a in kind.findall(f"{XS}attribute")}
        for attribute in kind.findall(f"{XS}attribute"):
            for alias in attribute.findall(f"{XS}annotation/{XS}appinfo[@source='alias']"):
                assert not own & set(alias.text.split()), (kind.get("name"), attribute.get("name"))


def test_the_sheet_that_editors_are_shown_is_good(env):
    blocks = re.findall(r"```xml\n(.*?)```", read(env, "docs", "editors.md"), re.S)
    sheets = [b for b in blocks if "<sheet " in b]
    assert sheets
    for sheet in sheets:
        done = checked(env, sheet)
        assert done.returncode == 0 and not done.stderr, done.stderr


def test_the_links_of_the_editors_manual_lead_somewhere(env):
    text = read(env, "docs", "editors.md")
    heads = {re.sub(r"[^\w-]", "", h.strip().replace(" ", "-")) for h in re.findall(r"^#+ (.*)$", text, re.M)}
    for anchor in re.findall(r"\]\(#([^)]*)\)", text):
        assert anchor in heads, anchor
    for file in re.findall(r"\]\(([^#)][^)#]*)", text):
        assert os.path.exists(os.path.join(env.root, "docs", file)), file
