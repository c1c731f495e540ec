# SPDX-License-Identifier: MIT
"""Pictures in the finished file: colour profiles, and no more samples than print needs."""
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import modules  # noqa: E402

PICTURES = os.path.join(os.path.dirname(HERE), "files", "pictures")
make = modules.load(os.path.join(PICTURES, "make.py"), "pictures_make")

# Columns are red, green and blue as XYZ of D50: the first of sRGB (IEC 61966-2-1, adapted), the second of a wider space.
NARROW = ((0.4361, 0.3851, 0.1431), (0.2225, 0.7169, 0.0606), (0.0139, 0.0971, 0.7141))
WIDE = ((0.6097, 0.2053, 0.1492), (0.3111, 0.6257, 0.0632), (0.0195, 0.0609, 0.7446))


def fixed(*values):
    return b"".join(struct.pack(">i", round(v * 65536)) for v in values)


def srgb_curve():
    steps = [i / 1023 for i in range(1024)]
    light = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in steps]
    return b"curv\0\0\0\0" + struct.pack(">I1024H", 1024, *(round(v * 65535) for v in light))


def profile(matrix):
    """A profile of version 2 (ICC.1:2001-04): three primaries, and the curve of sRGB for all."""
    tags = [(b"wtpt", b"XYZ \0\0\0\0" + fixed(0.9642, 1, 0.8249))]
    tags += [(name, b"XYZ \0\0\0\0" + fixed(*(row[i] for row in matrix)))
             for i, name in enumerate((b"rXYZ", b"gXYZ", b"bXYZ"))]
    tags += [(name, srgb_curve()) for name in (b"rTRC", b"gTRC", b"bTRC")]
    at, table, data = 128 + 4 + 12 * len(tags), struct.pack(">I", len(tags)), b""
    for name, value in tags:
        table += name + struct.pack(">II", at + len(data), len(value))
        data += value
    head = struct.pack(">I4sI4s4s4s", at + len(data), b"\0\0\0\0", 0x02200000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2024, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + fixed(0.9642, 1, 0.8249)
    return head.ljust(128, b"\0") + table + data


def inverse(m):
    (a, b, c), (d, e, f), (g, h, i) = m
    det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    return [[(e * i - f * h) / det, (c * h - b * i) / det, (b * f - c * e) / det],
            [(f * g - d * i) / det, (a * i - c * g) / det, (c * d - a * f) / det],
            [(d * h - e * g) / det, (b * g - a * h) / det, (a * e - b * d) / det]]


def product(m, v):
    return [sum(x * y for x, y in zip(row, v)) for row in m]


def as_srgb(color):
    """A colour of the wide space as one of sRGB."""
    light = [(c / 255) / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in color]
    out = product(inverse(NARROW), product(WIDE, light))
    out = [min(max(c, 0), 1) for c in out]
    return [round(255 * (c * 12.92 if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055)) for c in out]


SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<sheet name="sheet" version="1" base="weekly"><picture dpi="{dpi}"/></sheet>
"""


def extracted(env, name, data, dpi=300):
    """The folder of what pdfimages finds in a briefing with this picture: as it is stored, and as samples."""
    folder = tempfile.mkdtemp(prefix="briefgen-test-")
    with open(os.path.join(folder, name), "wb") as f:
        f.write(data)
    with open(os.path.join(folder, "a.md"), "w", encoding="utf-8") as f:
        f.write(f"# 湖畔晨光\n\n昨天清晨，湖上起了大雾。\n\n![湖]({name})\n")
    sheet = os.path.join(folder, "sheet.xml")
    with open(sheet, "w", encoding="utf-8") as f:
        f.write(SHEET.format(dpi=dpi))
    pdf = env.build(os.path.join(folder, "a.md"), f"--style={sheet}")
    subprocess.run(["pdfimages", "-all", pdf, os.path.join(folder, "all")], check=True)
    subprocess.run(["pdfimages", pdf, os.path.join(folder, "raw")], check=True)
    return folder


def stored(folder):
    names = [n for n in sorted(os.listdir(folder)) if n.startswith("all-")]
    assert len(names) == 1, names
    with open(os.path.join(folder, names[0]), "rb") as f:
        return f.read()


def samples(folder):
    with open(os.path.join(folder, "raw-000.ppm"), "rb") as f:
        head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data := f.read())
    return int(head[1]), int(head[2]), data[head.end():]


def with_profile(png_profile):
    return [(b"iCCP", b"test\0\0" + zlib.compress(png_profile))]


def near(found, expected, far=3):
    assert all(abs(a - b) <= far for a, b in zip(found, expected)), f"{list(found)}, not {expected}"


def test_a_png_of_a_wide_space_is_printed_in_srgb(env):
    color = (90, 160, 70)
    for kind, pixel in ((make.RGB, color), (make.RGBA, color + (255,))):
        data = make.png(40, 30, lambda x, y: pixel, color=kind, more=with_profile(profile(WIDE)))
        folder = extracted(env, "a.png", data)
        near(samples(folder)[2][:3], as_srgb(color))
        assert max(abs(a - b) for a, b in zip(color, as_srgb(color))) > 20
        shutil.rmtree(folder)


def test_a_profile_of_srgb_changes_nothing(env):
    color = (90, 160, 70)
    data = make.png(40, 30, lambda x, y: color, more=with_profile(profile(NARROW)))
    assert tuple(samples(extracted(env, "a.png", data))[2][:3]) == color


def jpeg(more=b""):
    with open(os.path.join(PICTURES, "upright.jpg"), "rb") as f:
        data = f.read()
    return data[:2] + more + data[2:]


def segment(icc):
    body = b"ICC_PROFILE\0\1\1" + icc
    return b"\xff\xe2" + struct.pack(">H", len(body) + 2) + body


def test_a_jpeg_is_passed_through(env):
    for data in (jpeg(), jpeg(segment(profile(NARROW))), jpeg(segment(b"no profile"))):
        assert stored(extracted(env, "a.jpg", data)) == data


def test_a_jpeg_of_a_wide_space_is_printed_in_srgb(env):
    plain = samples(extracted(env, "a.jpg", jpeg()))
    wide = samples(extracted(env, "a.jpg", jpeg(segment(profile(WIDE)))))
    assert plain[:2] == wide[:2] == (48, 84)
    far = 0
    for at in range(3 * 48 * 10 + 3 * 8, 3 * 48 * 70, 3 * 48 * 10 + 15):
        color = plain[2][at:at + 3]
        near(wide[2][at:at + 3], as_srgb(color), 12)
        far = max(far, max(abs(a - b) for a, b in zip(color, as_srgb(color))))
    assert far > 12


def ink_profile():
    """Four inks as CIELAB, by a table of their full tones; all that lies between is in proportion."""
    nodes = b""
    for n in range(16):
        c, m, y, k = (n >> i & 1 for i in (3, 2, 1, 0))
        light = 255 if not c + m + y + k else 0 if k else 140 - 30 * (c + m + y)
        nodes += bytes((light, 128 - 40 * c + 60 * m, 128 - 50 * c + 70 * y))
    ramp = bytes(range(256))
    table = struct.pack(">4sI4B", b"mft1", 0, 4, 3, 2, 0) + fixed(1, 0, 0, 0, 1, 0, 0, 0, 1)
    table += ramp * 4 + nodes + ramp * 3
    white = b"XYZ \0\0\0\0" + fixed(0.9642, 1, 0.8249)
    at = 128 + 4 + 24
    tags = struct.pack(">I4sII4sII", 2, b"wtpt", at, len(white), b"A2B0", at + len(white), len(table))
    head = struct.pack(">I4sI4s4s4s", at + len(white) + len(table), b"\0\0\0\0", 0x02200000, b"prtr", b"CMYK", b"Lab ")
    head += struct.pack(">6H", 2024, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + fixed(0.9642, 1, 0.8249)
    return head.ljust(128, b"\0") + tags + white + table


def test_a_jpeg_of_inks_with_a_profile_is_printed_in_srgb(env):
    """Nine tenths of cyan and a sixth of magenta: blue, and not what readers make of inks on their own."""
    with open(os.path.join(PICTURES, "cmyk.jpg"), "rb") as f:
        data = f.read()
    width, height, found = samples(extracted(env, "a.jpg", data[:2] + segment(ink_profile()) + data[2:]))
    assert (width, height) == (24, 16)
    red, green, blue = found[:3]
    assert red < green < blue and blue - red > 60, found[:3].hex()
    assert all(abs(a - b) <= 2 for a, b in zip(found, found[:3] * (24 * 16))), "one colour has become several"


def test_an_svg_is_drawn_as_fine_as_the_sheet_says(env):
    """With its alpha as a soft mask, in a file that keeps PDF/A and PDF/UA: twice the same bytes."""
    sheet = ('<sheet name="own" version="1" base="weekly"><flow><masthead><image file="mark.svg" width="36pt" dpi="{}" '
             'alt="标志"/></masthead><articles><headline/><body/></articles></flow></sheet>')
    svg = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><rect width="10" height="10" fill="#B3191E"/>'
           '<rect x="10" width="5" height="10" fill="#0000FF" opacity=".5"/></svg>')
    with tempfile.TemporaryDirectory(prefix="briefgen-test-") as folder:
        path = lambda name: os.path.join(folder, name)  # noqa: E731
        for name, text in (("mark.svg", svg), ("a.md", "# 甲镇修桥\n\n　　甲镇修桥3座。\n")):
            with open(path(name), "w", encoding="utf-8") as f:
                f.write(text)
        for dpi, columns in ((600, 300), (100, 50)):
            with open(path("own.xml"), "w", encoding="utf-8") as f:
                f.write(sheet.format(dpi))
            done = [env.run("a.md", "-o", name, "--style", "own.xml", cwd=folder) for name in ("out.pdf", "again.pdf")]
            assert not done[0].returncode and not done[0].stderr, done[0].stderr
            assert open(path("out.pdf"), "rb").read() == open(path("again.pdf"), "rb").read()
            images = subprocess.run(["pdfimages", "-list", path("out.pdf")], text=True, stdout=subprocess.PIPE, check=True).stdout
            assert re.findall(r"(image|smask) +(\d+) +(\d+) +(rgb|gray)", images) == [
                ("image", str(columns), str(columns // 2), "rgb"), ("smask", str(columns), str(columns // 2), "gray")], images
            conform = subprocess.run([os.path.join(HERE, "conform"), path("out.pdf")], text=True, stdout=subprocess.PIPE)
            assert conform.returncode == 0, conform.stdout


def test_a_jpeg_of_many_samples_is_brought_down(env):
    """48 by 84 pixels are printed as large as at 150 dpi; a sheet that asks for 72 gets 23 by 40."""
    found = samples(extracted(env, "a.jpg", jpeg(), dpi=72))
    assert found[:2] == (23, 40), found[:2]
    assert len(stored(extracted(env, "a.jpg", jpeg(), dpi=100))) == len(jpeg())
