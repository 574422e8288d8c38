"""Street addresses of the English-speaking countries, whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FOUND = (
    "John Smith lives at ⟦123 Fake St⟧.",
    "My address is ⟦123 Main St, Toronto, On, CAN⟧.",
    "⟦30 The Queensway, Toronto, On, M6R 1B5⟧",
    "⟦404-32 Maynard Avenue⟧",
    "⟦123 Fake St, Atlanta, Georgia 40234⟧, You said",
    "at ⟦1600 Pennsylvania Ave NW, Washington, DC 20500⟧ today",
    "⟦10 Downing Street, London SW1A 2AA⟧",
    "Send it to ⟦P.O. Box 1234, Springfield, IL 62704⟧.",
    "PO Box: ⟦PO Box 99⟧",
    "⟦742 Evergreen Terrace⟧, he said",
    '⟦535 Fifth Avenue, 27th Floor, New York, New York 10017⟧ (the "Agent")',
    "⟦221B Baker Street⟧",
    "ship to ⟦Flat 3, 12 High Street, Oldtown, Leeds, LS1 4AP⟧",
    "⟦Unit 5/12 Smith Street, Fitzroy VIC 3065⟧",
    "⟦Suite 210, 100 King St W, Toronto, ON M5X 1A9, Canada⟧",
    "⟦12 Main Street⟧",
    "⟦9102 Erin Key Apt. 819\nEast Traciton, CT 01932⟧",
    "⟦31776 Mcintyre Via\nAndersonfort, HI 01642⟧",
    "⟦One Sullivan Road, Holyoke, MA 01040-2841⟧",
    "⟦123 MAIN ST, TORONTO, ON⟧",
    "i live at ⟦55 north maple avenue⟧ with my dog",
    "⟦1200 boul. René-Lévesque⟧",
    "⟦4500 Highway 61⟧",
    "⟦100 Avenue of the Americas⟧",
    "⟦7 Grafton Street, Dublin 2, D02 X285⟧",
    "⟦PSC 3461, Box 2947\nAPO AE 09876⟧",
    "⟦15 Queen Street\nAuckland 1010⟧",
    "⟦12½ Oak Lane⟧",
    "She lives at ⟦123 Fake St⟧.\nHi, I am here.",
    "She lives at ⟦123 Fake St⟧. Or so they say.",
    "⟦5 Oak Rd, Honolulu, Hi 96815⟧",
)
NEAR_MISSES = (
    "100 St Johns fans came",
    "In 2019 Supreme Court ruled",
    "Top 10 Silicon Valley firms",
    "2 patients of Dr Smith",
    "5 miles down the road",
    "May I",
    "walked 3 blocks to the street",
    "2 Google Drive links",
    "the 11 Circuit Court judges",
    "In 2008 The Guardian wrote",
    "Section 5 High",
    "1 Corinthians 13",
    "12 Angry Men",
    "iPhone 14 Pro Max",
    "$100 Main Street",
    "3 Hill climbers",
    "version 10 Street View",
)


@pytest.mark.parametrize("marked", FOUND)
def test_the_marked_words_are_found(check: Callable[..., None], marked: str) -> None:
    check("LOCATION_ADDRESS", marked)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses_are_not(silent: Callable[..., None], text: str) -> None:
    silent(text, "LOCATION_ADDRESS")
