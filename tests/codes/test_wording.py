"""Headings within a sentence."""

import pytest

from hcpcs_desktop.codes.wording import running


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("Durable medical equipment", "durable medical equipment"),
        ("Transportation, medical and surgical supplies", "transportation, medical and surgical supplies"),
        ("COVID-19 antibody drugs", "COVID-19 antibody drugs"),
        ("MRI, MRA and echocardiography", "MRI, MRA and echocardiography"),
        ("X-ray transport", "X-ray transport"),
        ("Medicare does not pay it", "Medicare does not pay it"),
        ("", ""),
    ],
)
def test_names_keep_their_capital(text: str, within: str) -> None:
    assert running(text) == within
