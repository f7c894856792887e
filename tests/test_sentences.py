"""Sentences of the server are Dutch by themselves, and tell a page what they were made of."""

import json

from rxapp.server.sentences import BETWEEN, dutch, told


def test_a_sentence_reads_as_dutch_and_tells_its_parts():
    sentence = dutch("Regel {regel}: {wat}", regel=3, wat=dutch("de titel ontbreekt."))
    assert sentence == "Regel 3: de titel ontbreekt."
    text, values = told(sentence).split(BETWEEN, 1)
    assert text == "Regel {regel}: {wat}"
    assert json.loads(values) == {"regel": "3", "wat": told(dutch("de titel ontbreekt."))}


def test_an_error_tells_its_sentence_and_other_texts_stay_as_they_are():
    assert told(ValueError(dutch("Kies een dag."))) == told(dutch("Kies een dag."))
    assert (told("gewoon"), told(ValueError()), told(ValueError("kort"))) == ("gewoon", "", "kort")


def test_what_a_person_typed_cannot_pass_for_a_sentence():
    typed = f"Boek{BETWEEN}" + '{"naam": "{}"}'
    values = json.loads(told(dutch("'{naam}' komt erbij.", naam=typed)).split(BETWEEN, 1)[1])
    assert BETWEEN not in values["naam"] and values["naam"].startswith("Boek{")
