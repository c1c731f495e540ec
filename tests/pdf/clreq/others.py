# SPDX-License-Identifier: MIT
"""What is known of other programs, measured on one text: Typst 0.14, XeLaTeX with xeCJK, WeasyPrint, FOP."""

RAGGED = "a third of the lines ragged"
KNOWN = {
    "PW-04": {"Typst": "squeezed to 1.34 em"},
    "PW-08": {"Typst": "an opener after an indent takes 0.83 em"},
    "PW-09": {"xeCJK": "line-end marks cut to the ink"},
    "PW-10": {"Typst": "a known gap: lost where the run changes"},
    "JU-01": {"WeasyPrint": RAGGED, "FOP": RAGGED},
    "PA-03": {"xeCJK": "five paragraphs of one or two last characters"},
}
