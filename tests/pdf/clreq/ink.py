# SPDX-License-Identifier: MIT
"""What a page looks like when it is drawn: the ink in a rectangle, to a hundredth of a pt or so."""
import os
import subprocess
import tempfile

DPI = 600


class Picture:
    """A page in grey; rectangles are in pt from the left and the top."""

    def __init__(self, pdf, page=1):
        with tempfile.TemporaryDirectory() as folder:
            root = os.path.join(folder, "p")
            only = ["-f", str(page), "-l", str(page), "-singlefile"]
            subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", *only, pdf, root], check=True, timeout=120,
                           stderr=subprocess.DEVNULL)
            data = open(root + ".pgm", "rb").read()
        fields, at = [], 0
        while len(fields) < 4:
            end = next(i for i in range(at, at + 20) if data[i:i + 1].isspace())
            fields.append(data[at:end])
            at = end + 1
        self.width, self.height, self.grey = int(fields[1]), int(fields[2]), data[at:]

    def dark(self, left, top, right, bottom):
        """Columns and rows of the rectangle as lists of bool: whether there is ink in them."""
        x0, x1, y0, y1 = (round(v * DPI / 72) for v in (left, right, top, bottom))
        rows = [self.grey[y * self.width + x0:y * self.width + x1] for y in range(y0, y1)]
        columns = [min(row[x] for row in rows) < 128 for x in range(x1 - x0)]
        return columns, [min(row) < 128 for row in rows]

    def extent(self, left, top, right, bottom):
        """The rectangle of the ink, or None."""
        columns, rows = self.dark(left, top, right, bottom)
        if True not in columns:
            return None
        scale = 72 / DPI
        return (left + columns.index(True) * scale, top + rows.index(True) * scale,
                left + (len(columns) - columns[::-1].index(True)) * scale,
                top + (len(rows) - rows[::-1].index(True)) * scale)

    def spots(self, left, top, right, bottom):
        """Middles of the separate spots of ink, from left to right."""
        columns, _ = self.dark(left, top, right, bottom)
        found, start = [], None
        for i, inked in enumerate([*columns, False]):
            if inked and start is None:
                start = i
            if not inked and start is not None:
                found.append(left + (start + i) / 2 * 72 / DPI)
                start = None
        return found
