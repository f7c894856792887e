"""What only a person can decide: two versions of a sentence, refused changes, double loans, a revoked tablet."""

import pytest

from rxapp.office import changes_state
from rxapp.server import office, site_setup, sites
from rxapp.server.imports.batch import writing_as
from rxapp.server.mistakes import Mistake
from rxapp.server.settling import clashes, kept, refused
from rxapp.server.settling.kept import NoReason
from tests.server_fixtures import Place, new_row

ACCOUNT = "0123456789abcdef"


def found_clashes(place: Place):
    with sites.using(place.folder, place.site) as connection:
        return clashes.clashes(place.folder, place.site, connection)


def found_refused(place: Place):
    with sites.using(place.folder, place.site) as connection:
        return refused.refused(place.folder, place.site, connection)


def settle(place: Place, function, *arguments):
    with sites.using(place.folder, place.site) as connection, writing_as(connection, ACCOUNT):
        function(place.folder, place.site, connection, *arguments)


def two_versions(place: Place, first="Rustig uur", second="Druk uur"):
    """Two tablets that both have a session and write its note without knowing of each other."""
    row = place.insert("session", day="2026-11-02")
    one, two = place.device("training", "tom"), place.device("training", "tom")
    one.sync(one.change("session", {"note": first}, row=row, kind="edit"))
    two.sync(two.change("session", {"note": second}, row=row, kind="edit"))
    return row


def test_two_versions_of_a_sentence_are_shown_until_a_person_chooses(place: Place):
    row = two_versions(place)
    (clash,) = found_clashes(place)
    assert (clash.tbl, clash.row, clash.column) == ("session", row, "note")
    assert (clash.kept.words, clash.lost.words) == ("Druk uur", "Rustig uur")
    assert clash.kept.first_name == "tom" and clash.about == ("", "2026-11-02")
    settle(place, clashes.settle, clash, "Eerst rustig, toen druk", ACCOUNT)
    assert place.query("SELECT note FROM session WHERE id = ?", row) == [("Eerst rustig, toen druk",)]
    assert found_clashes(place) == []
    assert place.query("SELECT author FROM change ORDER BY seq DESC LIMIT 1") == [(f"office:{ACCOUNT}",)]


def test_what_only_trainers_may_read_does_not_reach_the_office(place: Place, monkeypatch):
    monkeypatch.setenv("LEERPLEIN_DATA", str(place.folder))
    learner = place.insert("learner", first_name="Aisha")
    row = place.insert("private_note", learner=learner, words="Eerst")
    one, two = place.device("training", "tom"), place.device("training", "tom")
    for device, words in ((one, "Geheim een"), (two, "Geheim twee")):
        device.sync(device.change("private_note", {"words": words}, row=row, part=learner, kind="edit"))
    wrong = two.change("private_note", {"words": "Geheim drie", "learner": learner}, part=learner, author=new_row())
    assert two.outcome(wrong) == "wrong-person"
    with office.using(place.folder) as connection:
        office.keep_aside(connection, one.enrolled["device"], [wrong])
    shown = changes_state._everything(place.site)
    assert len(shown[0]) == len(shown[1]) == len(shown[3]) == 1 and "Geheim" not in str(shown)
    with sites.using(place.folder, place.site) as connection:
        changes_state._settle_version(connection, place.site, shown[1][0].key, True, ACCOUNT)
    assert place.query("SELECT words FROM private_note") == [("Geheim een",)]
    assert found_clashes(place) == []


def test_two_versions_are_noted_though_the_server_died_before_it_could(place: Place, monkeypatch):
    row = place.insert("session", day="2026-11-02")
    one, two = place.device("training", "tom"), place.device("training", "tom")
    one.sync(one.change("session", {"note": "Rustig"}, row=row, kind="edit"))
    made = two.change("session", {"note": "Druk"}, row=row, kind="edit")
    with monkeypatch.context() as dying:
        dying.setattr(clashes, "note", lambda *_: 1 / 0)
        assert two.post([made]).status_code == 500
    assert two.outcome(made) == "duplicate"
    assert [clash.lost.words for clash in found_clashes(place)] == ["Rustig"]


def test_who_knew_the_other_version_wrote_over_it_on_purpose(place: Place):
    row = place.insert("session", day="2026-11-02")
    one, two = place.device("training", "tom"), place.device("training", "tom")
    one.sync(one.change("session", {"note": "Rustig"}, row=row, kind="edit"))
    two.sync()
    two.sync(two.change("session", {"note": "Druk"}, row=row, kind="edit"))
    assert found_clashes(place) == []


def test_the_same_words_and_other_columns_do_not_clash(place: Place):
    two_versions(place, "Rustig", "Rustig")
    row = place.insert("session", day="2026-11-03")
    one, two = place.device("training", "tom"), place.device("training", "tom")
    one.sync(one.change("session", {"note": "Rustig"}, row=row, kind="edit"))
    two.sync(two.change("session", {"minutes": 50}, row=row, kind="edit"))
    assert found_clashes(place) == []


def test_a_cover_and_what_a_pin_is_checked_with_are_no_sentences_to_read(place: Place):
    row = place.insert("title", name="Pluk")
    one, two = place.device("cart", "ria"), place.device("cart", "ria")
    changes = [device.change("title", {"cover": f"data:{device}"}, row=row, kind="edit") for device in (one, two)]
    assert [one.outcome(changes[0]), two.outcome(changes[1])] == ["accepted", "accepted"]
    with office.using(place.folder) as connection:
        sql = "INSERT INTO clash (site, column_name, stamp, other) VALUES (?, 'cover', ?, ?) ON CONFLICT DO NOTHING"
        connection.execute(sql, (place.site, *(change["stamp"] for change in changes)))
    assert found_clashes(place) == []
    assert kept.words_of("staff", '{"first_name": "An", "pin": "pbkdf2-sha256$10000$aa$bb"}') == "An"


@pytest.mark.parametrize("is_thrown_first", [True, False])
@pytest.mark.parametrize("words", ["Vraag haar zoon nog eens", ""])
def test_what_one_threw_away_while_another_improved_it_is_shown_and_can_come_back(
    place: Place, is_thrown_first: bool, words: str
):
    learner = place.insert("learner", first_name="Aisha")
    row = place.insert("note", learner=learner, words="Vraag haar zoon", day="2026-11-02")
    one, two = place.device("training", "tom"), place.device("training", "tom")
    thrown = one.change("note", {"deleted": 1}, row=row, part=learner, kind="edit")
    improved = two.change("note", {"words": "Vraag haar zoon Ali"}, row=row, part=learner, kind="edit")
    for device, change in ((one, thrown), (two, improved)) if is_thrown_first else ((two, improved), (one, thrown)):
        assert device.outcome(change) == "accepted"
    (clash,) = found_clashes(place)
    assert clash.is_gone and (clash.kept.words, clash.lost.words) == ("", "Vraag haar zoon Ali")
    assert clash.about == ("Aisha", "")
    settle(place, clashes.settle, clash, words, ACCOUNT)
    expected = [(words, "2026-11-02")] if words else []
    assert place.query("SELECT words, day FROM note WHERE id = ?", row) == expected
    assert found_clashes(place) == []


def test_a_later_version_makes_an_old_clash_pointless(place: Place):
    row = two_versions(place)
    place.query("UPDATE session SET note = 'Nieuw' WHERE id = ?", row)
    assert found_clashes(place) == []


def test_a_forgotten_row_leaves_no_words_behind(place: Place):
    row = two_versions(place)
    with sites.using(place.folder, place.site) as connection:
        connection.execute("INSERT INTO forget (tbl, row) VALUES ('session', ?)", (row,))
    assert found_clashes(place) == []
    with office.using(place.folder) as connection:
        assert "uur" not in "\n".join(line for line in connection.iterdump() if '"clash"' in line)


def test_a_refused_change_is_shown_beside_what_stands_and_can_be_taken_over(place: Place):
    row = place.insert("title", name="Pluk")
    tablet = place.device("cart training", "tom")
    assert (
        tablet.outcome(tablet.change("title", {"name": "Pluk van de Petteflet"}, row=row, kind="edit")) == "not-allowed"
    )
    (found,) = found_refused(place)
    assert (found.reason, found.first_name) == ("not-allowed", "tom")
    assert (found.words, found.now) == ("Pluk van de Petteflet", "Pluk")
    settle(place, refused.take_over, found.stamp, ACCOUNT)
    assert place.query("SELECT name FROM title WHERE id = ?", row) == [("Pluk van de Petteflet",)]
    assert found_refused(place) == []


def test_a_refused_change_that_a_person_leaves_changes_nothing_and_does_not_come_back(place: Place):
    tablet = place.device("cart training", "tom")
    change = tablet.change("title", {"name": "Niet van Tom"})
    assert tablet.outcome(change) == "not-allowed"
    (found,) = found_refused(place)
    settle(place, refused.leave, found.stamp, ACCOUNT)
    assert tablet.outcome(change) == "not-allowed"
    assert found_refused(place) == [] and place.query("SELECT 1 FROM title") == []


def test_what_does_not_fit_is_not_taken_over(place: Place):
    tablet = place.device("cart")
    tablet.sync(tablet.change("title", {"name": "Weg"}, row=new_row(), kind="edit"))
    (found,) = found_refused(place)
    with pytest.raises(refused.CannotTakeOver, match="Dit kan niet worden overgenomen. Het hoort bij iets dat er niet"):
        settle(place, refused.take_over, found.stamp, ACCOUNT)
    assert len(found_refused(place)) == 1


def revoked_with_news(place: Place):
    tablet = place.device("cart")
    with office.using(place.folder) as connection:
        office.revoke(connection, tablet.enrolled["device"])
    changes = [tablet.change("title", {"name": "Nog net gemaakt"}), tablet.change("title", {"nope": 1})]
    assert tablet.post(changes).status_code == 403
    return tablet.enrolled["device"]


def test_what_a_revoked_tablet_still_sent_is_taken_over_with_who_and_why(place: Place):
    device = revoked_with_news(place)
    (waiting,) = kept.kept(place.folder, place.site)
    assert waiting.count == 2 and waiting.words[0] == "Nog net gemaakt"
    with pytest.raises(NoReason):
        kept.take_over(place.folder, place.site, device, ACCOUNT, " ")
    assert kept.take_over(place.folder, place.site, device, ACCOUNT, "Tablet was zoek") == (1, ["unknown-column"])
    assert place.query("SELECT name FROM title") == [("Nog net gemaakt",)]
    (judged,) = kept.judgements(place.folder, place.site)
    assert (judged["verdict"], judged["changes"], judged["why"]) == ("taken", 2, "Tablet was zoek")
    assert kept.kept(place.folder, place.site) == []
    assert [found.reason for found in found_refused(place)] == ["unknown-column"]


def test_what_is_thrown_away_is_gone_and_only_the_decision_stays(place: Place):
    device = revoked_with_news(place)
    assert kept.throw_away(place.folder, place.site, device, ACCOUNT, "Gestolen") == 2
    assert kept.kept(place.folder, place.site) == [] and place.query("SELECT 1 FROM title") == []
    with office.using(place.folder) as connection:
        assert "Nog net gemaakt" not in "\n".join(connection.iterdump())


def test_another_site_judges_nothing_here(place: Place):
    device = revoked_with_news(place)
    site_setup.set_up(place.folder, "Elders", 0)
    for judge in (kept.take_over, kept.throw_away):
        with pytest.raises(Mistake):
            judge(place.folder, "elders", device, ACCOUNT, "zomaar")
    assert kept.kept(place.folder, "elders") == [] and kept.kept(place.folder, place.site)[0].count == 2


@pytest.mark.parametrize(("is_with_later", "holder"), [(True, "Later"), (False, "Eerst")])
def test_a_person_says_who_has_the_book_that_was_lent_twice(place: Place, is_with_later, holder):
    copy = place.insert("copy", title=place.insert("title", name="Pluk"), barcode="LP001")
    visit = place.insert("visit", day="2026-11-02")
    loans = []
    for name, at in (("Eerst", "2026-11-02T10:00:00Z"), ("Later", "2026-11-02T10:05:00Z")):
        loans.append(place.insert("loan", copy=copy, visit=visit, lent_at=at))
        place.insert("borrower", loan=loans[-1], learner=place.insert("learner", first_name=name, symbol="cat"))
    with sites.using(place.folder, place.site) as connection:
        (double,) = site_setup.double_loans(connection)
        assert (double["first_name"], double["later_first_name"]) == ("Eerst", "Later")
        with writing_as(connection, ACCOUNT):
            site_setup.settle_double_loan(connection, *loans, is_with_later)
        assert site_setup.double_loans(connection) == []
    assert place.query("SELECT first_name FROM copy_now WHERE id = ?", copy) == [(holder,)]


def test_what_is_signed_stays_whatever_another_tablet_wrote_meanwhile(place: Place):
    learner = place.insert("learner", first_name="Aisha")
    row = place.insert("evaluation", learner=learner, at_work="Leest de rooster")
    review = place.insert("goal_review", learner=learner, evaluation=row, words="Gaat goed")
    one, two = place.device("training", "tom"), place.device("training", "tom")
    mine = {"part": learner, "kind": "edit"}
    earlier = two.change("evaluation", {"at_home": "Leest voor"}, row=row, **mine)
    sign = {"signed_by": place.people["tom"], "signed_on": "2026-11-02"}
    assert one.outcome(one.change("evaluation", sign, row=row, **mine)) == "accepted"
    assert two.outcome(earlier) == "accepted", "it was written before the signing"
    later = two.change("evaluation", {"at_work": "Iets anders"}, row=row, **mine)
    added = two.change("goal_review", {"learner": learner, "evaluation": row, "words": "Erbij"}, part=learner)
    changed = two.change("goal_review", {"words": "Anders"}, row=review, **mine)
    again = two.change("evaluation", {"signed_by": place.people["ria"], "signed_on": "2026-11-03"}, row=row, **mine)
    gone = two.change("evaluation", {"deleted": 1}, row=row, **mine)
    for change in (later, added, changed, again, gone):
        assert two.outcome(change) == "signed"
    under = {"learner": learner, "evaluation": row, "words": "Ook nog dit"}
    assert two.outcome(two.change("evaluation_addition", under, part=learner)) == "accepted"
    assert place.query("SELECT at_work, signed_on FROM evaluation") == [("Leest de rooster", "2026-11-02")]
    assert place.query("SELECT words FROM goal_review") == [("Gaat goed",)]
    with pytest.raises(refused.CannotTakeOver, match="al ondertekend"):
        settle(place, refused.take_over, later["stamp"], ACCOUNT)
