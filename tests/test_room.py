"""A box that saves by itself takes no more than the column behind it: the server would refuse the rest, much later."""

import pytest

from rxapp.data.queries import load
from rxapp.data.room import room

FITS = [
    ("folders", "say_wish", "why", 1000),
    ("folders", "say_participation", "recruited_by", 120),
    ("folders", "change_goal", "sentence", 200),
    ("folders", "save_step", "words", 200),
    ("folders", "review_goal", "words", 500),
    ("folders", "choose_next", "next_words", 500),
    ("folders", "rename_learner", "first_name", 40),
    ("folders", "rewrite_referral", "organisation", 120),
    ("groups", "give_homework", "words", 300),
    ("groups", "rate_session", "words", 500),
    ("groups", "save_tips", "top_two", 300),
    ("groups", "save_session_note", "note", 2000),
    ("groups", "set_topic", "guest", 120),
    ("circle", "note_meeting", "words", 2000),
]


@pytest.mark.parametrize(("feature", "query", "parameter", "characters"), FITS)
def test_as_many_characters_fit_as_the_table_says(feature, query, parameter, characters):
    assert room(getattr(load(f"rxapp.{feature}"), query), parameter) == characters


def test_a_query_that_is_told_its_column_takes_what_fits_there_and_a_number_has_no_room():
    edit = load("rxapp.groups").edit_group
    assert room(edit, "value", "place") == 80
    assert room(edit, "value", "meetings") is None


def test_a_parameter_that_goes_to_no_column_is_a_mistake():
    with pytest.raises(LookupError, match="open_folder gives 'words'"):
        room(load("rxapp.folders").open_folder, "words")
