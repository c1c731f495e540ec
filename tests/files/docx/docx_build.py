# SPDX-License-Identifier: MIT
"""DOCX files for tests, built from their XML: what each rule needs and no more."""
import zipfile
from xml.sax.saxutils import escape

W = ('xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
     'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
     'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
     'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
     'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
     'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
     'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
     'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
     'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
     'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"')
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
TYPES = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
         '<Default Extension="xml" ContentType="application/xml"/></Types>')
ROOTS = {"header": "hdr", "footer": "ftr"}


def run(text, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content="", properties="", run_properties=""):
    """A paragraph; content that begins with < is XML, else it is one run of text."""
    inner = content if content.startswith("<") or not content else run(content, run_properties)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def style(name):
    return f'<w:pStyle w:val="{name}"/>'


def heading(text, level=1):
    return p(text, f'<w:outlineLvl w:val="{level - 1}"/>')


def centred(text, run_properties="<w:b/>"):
    return p(text, '<w:jc w:val="center"/>', run_properties)


def body(text):
    return p(text, '<w:ind w:firstLineChars="200" w:firstLine="420"/>')


def picture(id, alt=""):
    return (f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图片 1" descr="{escape(alt)}"/><a:graphic><a:graphicData>'
            f'<pic:pic><pic:blipFill><a:blip r:embed="{id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
            '</wp:inline></w:drawing></w:r>')


def cell(content, properties=""):
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def row(*cells, properties=""):
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(c if c.startswith('<w:tc>') else cell(c) for c in cells)}</w:tr>"


def table(*rows):
    return "<w:tbl><w:tblPr/>" + "".join(rows) + "</w:tbl>"


def box(content):
    return f"<w:r><w:drawing><wp:anchor><a:graphic><wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp></a:graphic></wp:anchor></w:drawing></w:r>"


def numbering(*levels, more=""):
    """One list, numId 1, of levels (form, pattern)."""
    inner = "".join(f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
                    for i, (form, pattern) in enumerate(levels))
    return (f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{inner}</w:abstractNum>'
            f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}</w:numbering>')


def listed(text, level=0, number=1, properties="", run_properties=""):
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' + properties, run_properties)


def package(content, parts=None, relations=(), media=None):
    """All entries of a file: parts gives XML by name (styles, numbering, footnotes, header1 …)."""
    parts = parts or {}
    links = [(name, name.rstrip("0123456789"), f"{name}.xml", "") for name in parts]
    links += [(*r, "") if len(r) == 3 else r for r in relations]
    rels = "".join(f'<Relationship Id="{i}" Type="{RELATION}{t}" Target="{escape(target)}"{mode and f" TargetMode=" + chr(34) + mode + chr(34)}/>'
                   for i, t, target, mode in links)
    namespace = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    entries = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships {namespace}><Relationship Id="rId1" Type="{RELATION}officeDocument" '
                       'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{content}</w:body></w:document>',
        "word/_rels/document.xml.rels": f"<Relationships {namespace}>{rels}</Relationships>",
    }
    entries.update({f"word/{name}.xml": text for name, text in parts.items()})
    entries.update(media or {})
    return entries


def from_text(text):
    """The entries of a file written as the XML of its body; `--- NAME` begins the XML inside another part, `--- relations`
    lines of id, type, target and, if it lies outside, External."""
    parts = {"": ""}
    for line in text.splitlines():
        if line.startswith("--- "):
            name = line[4:].strip()
            parts[name] = ""
        else:
            parts[list(parts)[-1]] += line.strip()  + ("\n" if list(parts)[-1] == "relations" else "")
    content = parts.pop("")
    relations = [tuple(line.split()) for line in parts.pop("relations", "").splitlines()]
    for name in parts:
        root = ROOTS.get(name.rstrip("0123456789"), name.rstrip("0123456789"))
        parts[name] = f"<w:{root} {W}>{parts[name]}</w:{root}>"
    return package(content, parts, relations)


def write(path, entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in entries.items():
            z.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
