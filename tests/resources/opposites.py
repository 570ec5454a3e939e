"""Compares a plain name with CMS's texts of the same code: opposites, and marks that it may not lose."""

from __future__ import annotations

import re

OPPOSITES = (
    ("adult|adults", "child|children|pediatric|pediatrics|infant|youth|ped|baby|kids|kid"),
    ("left", "right"),
    ("custom", "prefabricated|off-the-shelf|off the shelf|otf|ots|ready-made|stock"),
    ("purchase|bought|purchased|buying", "rental|rented|rent|renting"),
    ("one side|unilateral|one ear|monaural|one eye|one leg|one breast|one-sided", "bilateral|binaural|both"),
    ("above knee|above the knee|above-knee|thigh", "below knee|below the knee|below-knee|calf"),
    ("above elbow|above the elbow|above-elbow", "below elbow|below the elbow|below-elbow"),
    ("initial|first", "subsequent|later|follow-up|each additional|additional"),
    (
        "powered|power|electric|motorized|electrical",
        "manual|hand-operated|nonpowered|non-powered|nonelectric|non-electric|unpowered",
    ),
    ("male|men|man|penis", "female|woman|women"),
    ("upper", "lower"),
    ("anterior|front", "posterior|rear|back"),
    ("disposable|throw-away|single-use|single use", "reusable|nondisposable|non-disposable|washable|durable"),
    ("oral|mouth|swallowed", "injection|injected|intravenous|infusion|shot|topical"),
    ("intravenous", "intramuscular|subcutaneous|under-the-skin|under the skin|into a muscle"),
    ("fixed|nonadjustable|non-adjustable", "adjustable"),
    ("rigid|hard", "soft|flexible"),
    ("emergency", "non-emergency|nonemergency|non emergency"),
    ("stationary|nonportable", "portable"),
    ("gas|gaseous", "liquid"),
    ("open", "closed"),
    ("one-piece|one piece", "two-piece|two piece|2-piece|2 piece"),
    ("single vision", "bifocal|trifocal"),
    ("group", "individual"),
    ("new patient", "established patient"),
    ("registered nurse|rn", "licensed practical nurse|lpn|practical nurse"),
    ("analog", "digital|programmable"),
    ("high", "low"),
    ("brand", "generic"),
    ("fiberglass", "plaster"),
)
"""Words that exclude one another: a name may not have one side where CMS's texts have only the other."""

_SPLIT = {one: f"(?<![a-z-])(?:{one})(?![a-z])" for pair in OPPOSITES for one in pair}
_WITHOUT = {"without", "w/o", "wo", "no", "not", "non", "excluding", "excludes"}
_WITH = {"with", "w", "w/", "including", "includes", "incl"}
LOST = {
    "children": (r"pediatric", r"child|pediatric|infant|youth|newborn", r"any size including|adults and"),
    "rental": (r"\brental\b", r"\brent", r"including equipment rental"),
    "replacement": (r"replacement only|^replacement", r"replac|spare|new", r""),
    "a pair": (r"\bper pair\b|, pair\b", r"pair|both|two", r""),
    "custom-made": (r"custom (?:fabricated|made)", r"custom|made|molded", r"or prefabricated"),
    "off the shelf": (r"off-the-shelf", r"off[- ]the[- ]shelf", r"or custom-molded"),
    "fitted by an expert": (r"customized to fit", r"custom|fit", r""),
    "heavy duty": (r"heavy duty", r"heavy|bariatric", r"includes heavy duty"),
    "each additional": (r"each additional", r"additional|extra|further|more|after|beyond|later|added", r""),
}
"""What a name may not lose: where CMS's text has the first pattern and not the last, it has the second."""


def swapped_opposites(name: str, official: str) -> list[str]:
    """Return where a name has one of two opposites and CMS's texts have only the other."""
    name, official = name.lower(), official.lower()
    told = []
    for pair in OPPOSITES:
        for mine, other in (pair, pair[::-1]):
            if not re.search(_SPLIT[mine], name) or re.search(_SPLIT[other], name):
                continue
            if re.search(_SPLIT[other], official) and not re.search(_SPLIT[mine], official):
                told.append(f"says {mine.split('|')[0]!r} where CMS's texts say {other.split('|')[0]!r}")
    ours, theirs = _said_of(name), _said_of(official)
    swapped = (word for word in ours if word in theirs and not ours[word] & theirs[word])
    return [*told, *(f"says 'with' or 'without' of {word!r}, CMS's texts the other" for word in swapped)]


def lost_marks(name: str, official: str) -> list[str]:
    """Return the marks of `LOST` by which CMS tells a code from its neighbour and that a name lacks."""
    name, official = name.lower(), official.lower()
    return [
        f"does not say {mark!r}"
        for mark, (there, said, excused) in LOST.items()
        if re.search(there, official)
        and not re.search(said, name)
        and not (excused and re.search(excused, official))
    ]


def _said_of(text: str) -> dict[str, set[bool]]:
    """Return for each word behind `with` or `without`, three words far, which of the two it has."""
    found: dict[str, set[bool]] = {}
    tokens = re.findall(r"w/o|w/|[a-z]+|[,;]", text.lower())
    for at, token in enumerate(tokens):
        if token in _WITH or token in _WITHOUT:
            for word in tokens[at + 1 : at + 4]:
                if word in _WITH or word in _WITHOUT or word in ",;":
                    break
                if len(word) > 3:
                    found.setdefault(word.removesuffix("s"), set()).add(token in _WITH)
    return found
