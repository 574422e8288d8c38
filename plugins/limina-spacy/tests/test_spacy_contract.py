"""The spaCy detector keeps the contract of every detector."""

from __future__ import annotations

import limina_spacy
from limina.plugin.testing import DetectorContract, spec_named


class TestSpacyDetector(DetectorContract):
    """The default pipeline with the default settings."""

    spec = spec_named(limina_spacy, "limina-spacy/ner")
    examples = (
        (
            "Angela Merkel met Mr. Obama in Berlin on March 7, 1961.",
            [
                ("Angela Merkel", "NAME"),
                ("Obama", "NAME"),
                ("Berlin", "LOCATION"),
                ("March 7, 1961", "DATE"),
            ],
        ),
        ("This string doesn't have anything to scrub.", []),
    )
