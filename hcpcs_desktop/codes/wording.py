"""Fits the headings and meanings of the tables into sentences."""

_NAMES = frozenset({"Doppler", "Medicaid", "Medicare", "Pap"})


def running(text: str) -> str:
    """Return `text` as it stands within a sentence: a small letter first, unless a name begins it.

    >>> running("Durable medical equipment"), running("COVID-19 antibody drugs")
    ('durable medical equipment', 'COVID-19 antibody drugs')
    """
    word = text.partition(" ")[0]
    if word in _NAMES or word[1:2] == "-" or not word[1:].islower():
        return text
    return text[0].lower() + text[1:]
