# SPDX-License-Identifier: MIT
"""The requirements of Chinese text layout, each proved by the geometry of a finished PDF.

trace.py reads what `mutool trace` prints; body.py knows classes, bodies and gaps; lines.py puts glyphs into lines;
ink.py looks at the drawn page; fixture.py builds a small PDF; registry.py holds the requirements, in modules
a_edges.py … i_official.py, one a section; counts.py counts the faults of any PDF of ours.

Nothing here asks the program how it set a line: what is measured is the file alone.
"""
