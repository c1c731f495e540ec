#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Make the PNG pictures of the tests: tests/files/pictures/make.py FOLDER

Only zlib is used, so that every byte is known; tests import it for pictures of their own. README.md says how the JPEGs were made.
"""
import os
import struct
import sys
import zlib

ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
GREY, RGB, PALETTE, GREY_ALPHA, RGBA = 0, 2, 3, 4, 6


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def pack(samples, depth):
    """Samples of one row as bytes."""
    if depth == 16:
        return b"".join(struct.pack(">H", s) for s in samples)
    if depth == 8:
        return bytes(samples)
    bits = "".join(format(s, f"0{depth}b") for s in samples)
    return bytes(int(bits[i:i + 8].ljust(8, "0"), 2) for i in range(0, len(bits), 8))


def png(width, height, pixel, color=RGB, depth=8, interlaced=False, more=()):
    """A PNG whose sample tuple at (x, y) is pixel(x, y); `more` are chunks (kind, data) before the data."""
    def rows(x0, y0, dx, dy):
        for y in range(y0, height, dy):
            row = [s for x in range(x0, width, dx) for s in pixel(x, y)]
            if row:
                yield b"\0" + pack(row, depth)
    passes = ADAM7 if interlaced else ((0, 0, 1, 1),)
    raw = b"".join(r for p in passes for r in rows(*p))
    head = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, int(interlaced))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(chunk(k, d) for k, d in more)
            + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b""))


def blend(a, b, share):
    return tuple(int(x + (y - x) * share) for x, y in zip(a, b))


def landscape(width, height):
    """Sky, sun, hills and a river."""
    def pixel(x, y):
        u, v = x / width, y / height
        if (u - 0.78) ** 2 * (width / height) ** 2 + (v - 0.22) ** 2 < 0.008:
            return (250, 225, 150)
        hill = 0.55 + 0.12 * abs(((u * 2.3) % 1) - 0.5) * 2
        if v < hill:
            return blend((120, 165, 215), (225, 232, 236), v / hill)
        if abs(u - 0.45 - 0.25 * (v - 0.6)) < 0.02 + 0.16 * (v - hill):
            return (150, 185, 205)
        return blend((70, 110, 70), (130, 150, 80), (v - hill) / (1 - hill))
    return pixel


def chart(values, width, height):
    """Bars in a palette of white, ink, red and grey."""
    def pixel(x, y):
        slot = width / len(values)
        n, inside = int(x / slot), (x % slot) / slot
        if y >= height - 3:
            return (1,)
        if 0.2 < inside < 0.8 and y > height - height * values[n] / 110:
            return (2,) if n == len(values) - 1 else (3,)
        return (0,)
    return pixel


def mark(width, height):
    """A red ring, transparent inside and outside, with soft edges."""
    def pixel(x, y):
        r = ((x - width / 2) ** 2 + (y - height / 2) ** 2) ** 0.5 / (width / 2)
        cover = max(0.0, min(1.0, (0.2 - abs(r - 0.75)) * width / 4))
        return (179, 25, 30, int(255 * cover))
    return pixel


COLORS = b"\xff\xff\xff\x1a\x1a\x1a\xb3\x19\x1e\x9a\xa2\xaa"
PICTURES = {
    "wide.png": lambda: png(640, 360, landscape(640, 360)),
    "tall.png": lambda: png(240, 420, landscape(240, 420)),
    "chart.png": lambda: png(420, 200, chart([38, 52, 47, 70, 86, 100], 420, 200), PALETTE, 2, more=((b"PLTE", COLORS),)),
    "mark.png": lambda: png(120, 120, mark(120, 120), RGBA),
    "grey16.png": lambda: png(60, 40, lambda x, y: (x * 1092,), GREY, 16),
    "interlaced.png": lambda: png(37, 29, lambda x, y: (x * 6, y * 8, 99), RGB, 8, True),
}

if __name__ == "__main__":
    for name, make in PICTURES.items():
        with open(os.path.join(sys.argv[1], name), "wb") as f:
            f.write(make())
