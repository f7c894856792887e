"""What the desk does, told as SQL: each scan has one meaning, and what is true is computed, never stored."""

import secrets
from datetime import datetime, timedelta

import pytest

from rxapp.data.database import connect, create_site
from rxapp.data.queries import load

CART = load("rxapp.cart")
HOME = load("rxapp.home")
WRITES = {"person": "choose_person", "lend": "lend_copy", "return": "return_copy", "restore": "restore_copy",
          "named": "name_borrower"}  # fmt: skip


class Desk:
    """A database with three books and three people, used as the desk page does."""

    def __init__(self):
        self.connection = connect(":memory:")
        create_site(self.connection, "demo", replica="r1", status="unsent")
        for number, name in enumerate(("De sleutel", "Een hond", "De sleutel twee")):
            self.insert(
                "title", id=f"t{number}", name=name, author="Wil", isbn="9789090000404" if number == 2 else None
            )
            self.insert("copy", id=f"c{number}", title=f"t{number}", barcode=f"LP{number}", place="cart")
        self.insert("copy", id="c3", title="t2", barcode="LP3", place="library")
        for learner, name in (("l1", "Aisha"), ("l2", "Bram"), ("l3", "Carla")):
            self.insert("learner", id=learner, first_name=name, symbol="cat")
        self.insert("card", learner="l2", hash="aa")

    def insert(self, view, **values):
        marks = ", ".join("?" * len(values))
        self.connection.execute(f"INSERT INTO {view} ({', '.join(values)}) VALUES ({marks})", list(values.values()))

    def __getattr__(self, name):
        query = getattr(HOME if "double_loan" in name else CART, name)
        return lambda **values: [dict(row) for row in query.run(self.connection, **values)]

    def set_clock(self, days_ago, minutes=0):
        """Let it be some minutes past noon, so many days ago or, below zero, ahead."""
        now = datetime.now()
        noon = now.replace(hour=12, minute=0, second=0, microsecond=0)
        then = noon - timedelta(days=days_ago) + timedelta(minutes=minutes)
        self.connection.execute("UPDATE me SET clock_offset = ?", (int((then - now).total_seconds() * 1000),))

    def open(self, days_ago=0):
        self.set_clock(days_ago)
        self.start_visit(new_id=secrets.token_hex(8))

    def scan(self, code, sure=0, copy="", card_hash=None, naming="", minutes=0, days_ago=0):
        """Scan as `perform` does: decide, then run the write that the action names."""
        self.set_clock(days_ago, minutes)
        row = self.scan_outcome(code=code, sure=sure, copy=copy, card_hash=card_hash, naming=naming)[0]
        if row["action"] in WRITES:
            write = getattr(CART, WRITES[row["action"]])
            write.run(self.connection, **{name: row[name] for name in write.parameters})
        return row

    def lend(self, code, borrower="", **when):
        self.choose_person(person=borrower)
        return self.scan(code, **when)

    def value(self, sql, *values):
        row = self.connection.execute(sql, values).fetchone()
        return row[0] if row else None


@pytest.fixture
def desk():
    desk = Desk()
    desk.open()
    return desk


def test_person_then_book_is_lent(desk):
    assert desk.scan("kaart", card_hash="aa")["person_name"] == "Bram"
    row = desk.scan("lp0")
    assert (row["action"], row["borrower_name"], row["name"]) == ("lend", "Bram", "De sleutel")
    assert desk.value("SELECT first_name FROM copy_now WHERE id = 'c0'") == "Bram"


def test_a_book_is_lent_to_nobody_by_name_when_nobody_is_chosen(desk):
    assert desk.scan("LP0")["borrower"] == ""
    assert desk.value("SELECT state FROM copy_now WHERE id = 'c0'") == "out"
    assert desk.value("SELECT count(*) FROM borrower") == 0


def test_a_card_names_the_loan_that_waits_for_a_name_and_the_undo_knows_who_had_it(desk):
    who = "SELECT first_name FROM copy_now WHERE id = 'c0'"
    loan = desk.scan("LP0")["new_loan"]
    row = desk.scan("kaart", card_hash="aa", naming=loan)
    assert (row["action"], row["person_name"], row["before"], desk.value(who)) == ("named", "Bram", "", "Bram")
    assert desk.value("SELECT value FROM local WHERE key = 'borrower'") is None
    row = desk.person_outcome(action="named", learner="l1", loan=loan)[0]
    desk.name_borrower(loan=loan, person=row["person"])
    assert desk.value(who) == "Aisha"
    desk.unname_borrower(loan=loan, before=row["before"])
    assert desk.value(who) == "Bram"
    desk.unname_borrower(loan=loan, before="")
    assert desk.value(who) is None


def test_a_book_that_was_shown_stays_for_longer_in_one_tap(desk):
    due = "SELECT is_due FROM running_loan WHERE copy = 'c0'"
    assert desk.lend("LP1", "l1")["offers_keeping"] == 0
    assert desk.scan("LP1", sure=1)["offers_keeping"] == 0
    desk.lend("LP0", "l1")
    desk.open(days_ago=-30)
    assert desk.value(due) == 1
    row = desk.scan("LP0", days_ago=-30)
    assert (row["action"], row["offers_keeping"]) == ("return", 1)
    kept = desk.keeping_outcome(loan=row["loan"], visit=row["visit"])[0]
    assert (kept["action"], kept["name"]) == ("keep", "De sleutel")
    desk.keep_copy(loan=kept["loan"], visit=kept["visit"])
    assert (desk.value(due), desk.value("SELECT is_renewed FROM running_loan WHERE copy = 'c0'")) == (0, 1)
    desk.undo_keep(loan=kept["loan"], visit=kept["visit"])
    assert desk.value("SELECT state FROM copy_now WHERE id = 'c0'") == "in"
    assert desk.value("SELECT count(*) FROM renewal") == 0


def test_a_day_that_was_opened_by_mistake_is_no_visit(desk):
    desk.choose_person(person="l1")
    desk.forget_visit()
    assert desk.value("SELECT count(*) FROM visit") == 0
    assert desk.value("SELECT count(*) FROM local WHERE key = 'borrower'") == 0
    desk.open()
    desk.scan("LP0")
    desk.forget_visit()
    assert desk.value("SELECT count(*) FROM visit") == 1


def test_a_revoked_card_names_nobody(desk):
    desk.connection.execute("UPDATE card SET revoked_on = '2026-01-01'")
    assert desk.scan("kaart", card_hash="aa")["action"] == "unknown_card"


def test_a_book_that_is_out_comes_back_whoever_had_it(desk):
    desk.lend("LP0", "l1")
    desk.choose_person(person="l2")
    row = desk.scan("LP0", minutes=20)
    assert (row["action"], row["had_name"], row["offers_lending"]) == ("return", "Aisha", 1)
    assert desk.value("SELECT state FROM copy_now WHERE id = 'c0'") == "in"
    assert desk.scan("LP0", minutes=20, sure=1)["action"] == "lend"
    assert desk.value("SELECT first_name FROM copy_now WHERE id = 'c0'") == "Bram"


def test_the_same_book_within_ten_minutes_is_asked_about_first(desk):
    desk.scan("LP0")
    assert desk.scan("LP0", minutes=9)["action"] == "ask_return"
    assert desk.value("SELECT state FROM copy_now WHERE id = 'c0'") == "out"
    assert desk.scan("LP0", minutes=9, sure=1)["action"] == "return"
    assert desk.scan("LP0", minutes=10)["action"] == "ask_lend"
    assert desk.scan("LP0", minutes=20)["action"] == "lend"


def test_undoing_a_lending_leaves_no_loan_and_the_request_waiting(desk):
    desk.note_request(request="q1", title="t0", words="", learner="l1")
    row = desk.lend("LP0", "l1")
    assert desk.value("SELECT state FROM request") == "handed"
    desk.undo_lend(loan=row["new_loan"], request=row["request"], request_state=row["request_state"])
    assert desk.value("SELECT state FROM copy_now WHERE id = 'c0'") == "in"
    assert desk.value("SELECT state FROM request") == "open"
    assert desk.value("SELECT count(*) FROM loan") + desk.value("SELECT count(*) FROM borrower") == 0


def test_undoing_a_lending_lets_what_lay_ready_lie_ready(desk):
    desk.note_request(request="q1", title="t0", words="", learner="l1")
    desk.pack_request(request="q1")
    row = desk.lend("LP0", "l1")
    desk.undo_lend(loan=row["new_loan"], request=row["request"], request_state=row["request_state"])
    assert desk.value("SELECT state FROM waiting_request") == "packed"


def test_a_request_that_was_noted_by_mistake_leaves_nothing(desk):
    row = desk.noting(title="t0", words="")[0]
    assert row["wanted"] == "De sleutel"
    desk.note_request(request=row["request"], title="t0", words="", learner="l1")
    desk.forget_request(request=row["request"])
    assert desk.value("SELECT count(*) FROM request") + desk.value("SELECT count(*) FROM requester") == 0


def test_letters_find_the_copy_on_the_cart_before_the_one_in_the_library(desk):
    desk.insert("copy", id="c9", title="t0", barcode="LA0", place="library")
    assert [copy["id"] for copy in desk.matching_copies(letters="De sleutel")][:2] == ["c0", "c9"]


def test_names_and_titles_are_found_without_their_accents(desk):
    desk.insert("title", id="t9", name="Één café in Łódź", author="Søren Çelik")
    desk.insert("copy", id="c9", title="t9", barcode="LA9", place="cart")
    desk.insert("learner", id="p9", first_name="Şeyma")
    for letters in ("een cafe", "Één CAFÉ", "lodz", "celik"):
        assert [copy["id"] for copy in desk.matching_copies(letters=letters)] == ["c9"]
        assert [title["id"] for title in desk.books(letters=letters, level="")] == ["t9"]
    assert [copy["id"] for copy in desk.labelled_copies(letters="een cafe", is_new=0)] == ["c9"]
    assert [person["id"] for person in desk.matching_people(letters="sey")] == ["p9"]
    assert desk.scan("een cafe")["action"] == desk.scan("seyma")["action"] == "search"


def test_a_book_without_a_label_gets_one_of_its_own_to_print(desk):
    for copy in ("00000000000000aa", "11111111111111bb"):
        desk.insert("copy", id=copy, title="t0", place="cart")
    assert desk.copies_without_label()[0]["count"] == 2
    desk.make_labels()
    assert desk.copies_without_label()[0]["count"] == 0
    assert {"B0000000", "B1111111"} < {copy["barcode"] for copy in desk.labelled_copies(letters="", is_new=1)}
    assert desk.label_choice(letters="", is_new=1)[0]["count"] == 6
    assert desk.scan("b1111111")["copy"] == "11111111111111bb"


def test_undoing_a_return_lets_the_loan_run_on(desk):
    desk.lend("LP0", "l1")
    row = desk.scan("LP0", minutes=30)
    desk.undo_return(loan=row["loan"])
    assert desk.value("SELECT first_name FROM copy_now WHERE id = 'c0'") == "Aisha"


def test_a_requested_title_is_announced_when_it_comes_back(desk):
    desk.scan("LP0")
    desk.note_request(request="q1", title="t0", words="", learner="l3")
    assert desk.scan("LP0", minutes=30)["wanted_by"] == "Carla"


def test_a_lost_book_that_is_scanned_is_found(desk):
    desk.lend("LP0", "l1")
    desk.mark_condition(copy="c0", condition="lost")
    assert desk.scan("LP0", minutes=30)["action"] == "found"
    assert desk.scan("LP0", minutes=30, sure=1)["action"] == "restore"
    assert desk.value("SELECT state FROM copy_now WHERE id = 'c0'") == "in"
    assert desk.value("SELECT count(*) FROM open_loan") == 0


def test_a_code_of_several_copies_lets_a_person_choose(desk):
    row = desk.scan("978-90-90000-40-4")
    assert row["action"] == "choose"
    assert {copy["id"] for copy in desk.copies_to_choose(copies=row["copies"])} == {"c2", "c3"}
    assert desk.scan("9789090000404", copy="c3")["copy"] == "c3"


@pytest.mark.parametrize(
    ("stored", "scanned"),
    [("902741339X", "9789027413390"), ("9789027413390", "90-274-1339-x"), ("902741339X", "902741339x")],
)
def test_a_book_is_found_by_the_old_and_the_new_form_of_its_isbn(desk, stored, scanned):
    desk.connection.execute("UPDATE title SET isbn = ? WHERE id = 't0'", (stored,))
    desk.connection.execute("UPDATE title SET isbn = '9789027413406' WHERE id = 't1'")
    assert desk.count_outcome(code=scanned, copy="")[0]["copy"] == "c0"
    assert desk.scan(scanned)["copy"] == "c0"


def test_an_unknown_code_and_letters_are_told_apart_and_the_next_scan_works(desk):
    assert desk.scan("123456")["action"] == "unknown"
    assert desk.scan("hond")["action"] == "search"
    assert desk.scan("Ais")["action"] == "search"
    assert desk.scan("")["action"] == "empty"
    assert desk.scan("LP0")["action"] == "lend"


def test_no_book_is_lent_while_no_cart_day_is_open(desk):
    desk.close_visit(note="")
    assert desk.scan("LP0")["action"] == "no_visit"
    desk.start_visit(new_id="v9")
    assert desk.scan("LP0")["action"] == "lend"
    assert desk.value("SELECT count(*) FROM visit") == 1


def test_a_visit_that_was_forgotten_is_closed_when_the_next_one_opens(desk):
    desk.open(days_ago=-28)
    assert desk.value("SELECT count(*) FROM visit WHERE closed_at IS NULL") == 1
    assert desk.value("SELECT count(*) FROM visit") == 2


def test_a_loan_is_due_at_the_next_visit_and_a_renewal_moves_it_one_visit(desk):
    loan = desk.lend("LP0", "l1")["new_loan"]
    assert desk.loans_due_back() == []
    desk.open(days_ago=-28)
    assert [row["first_name"] for row in desk.loans_due_back()] == ["Aisha"]
    desk.renew_loan(loan=loan)
    desk.renew_loan(loan=loan)
    assert desk.loans_due_back() == [] and desk.value("SELECT count(*) FROM renewal") == 1
    desk.open(days_ago=-56)
    assert len(desk.loans_due_back()) == 1


def test_a_lost_book_is_not_asked_for(desk):
    desk.lend("LP0", "l1")
    desk.mark_condition(copy="c0", condition="lost")
    desk.open(days_ago=-28)
    assert desk.loans_due_back() == []


def test_two_lendings_of_one_copy_keep_both_and_the_later_one_counts(desk):
    desk.insert("loan", id="x1", copy="c0", visit="v1", lent_at="2026-01-01T11:00:00Z")
    desk.insert("loan", id="x2", copy="c0", visit="v1", lent_at="2026-01-01T11:05:00Z")
    desk.insert("borrower", loan="x1", learner="l1")
    desk.insert("borrower", loan="x2", learner="l2")
    assert desk.value("SELECT first_name FROM copy_now WHERE id = 'c0'") == "Bram"
    assert [(row["first_name"], row["later_first_name"]) for row in desk.double_loans()] == [("Aisha", "Bram")]
    desk.settle_double_loan(loan="x1", later_loan="x2", note="")
    assert desk.double_loans() == []
    assert desk.value("SELECT returned_at FROM loan WHERE id = 'x1'") == "2026-01-01T11:05:00Z"


def test_an_earlier_double_lending_does_not_revive_when_the_later_one_ends(desk):
    desk.insert("loan", id="x1", copy="c0", visit="v1", lent_at="2026-01-01T11:00:00Z")
    desk.insert(
        "loan", id="x2", copy="c0", visit="v1", lent_at="2026-01-01T11:05:00Z", returned_at="2026-01-01T12:00:00Z"
    )
    assert desk.value("SELECT state FROM copy_now WHERE id = 'c0'") == "in"
    assert len(desk.double_loans()) == 1
    assert desk.value("SELECT ended_at FROM loan_end WHERE loan = 'x1'") == "2026-01-01T11:05:00Z"


def test_an_ordinary_return_and_lending_is_no_double(desk):
    desk.scan("LP0")
    desk.scan("LP0", minutes=1, sure=1)
    desk.scan("LP0", minutes=2, sure=1)
    assert desk.double_loans() == []


def test_the_stock_take_tells_here_missing_unknown_and_out(desk):
    desk.scan("LP0")
    for code in ("LP1", "LP1", "nooit"):
        row = desk.count_outcome(code=code, copy="")[0]
        if row["action"].startswith("see_"):
            write = getattr(CART, row["action"])
            write.run(desk.connection, **{name: row[name] for name in write.parameters})
    assert desk.stock_summary() == [{"here": 1, "unknown": 1, "out": 1, "missing": 1}]
    assert [row["barcode"] for row in desk.missing_copies()] == ["LP2"]
    assert [row["code"] for row in desk.unknown_labels()] == ["nooit"]


def test_a_book_that_is_out_and_seen_at_the_stock_take_is_back(desk):
    desk.scan("LP0")
    row = desk.count_outcome(code="LP0", copy="")[0]
    assert row["action"] == "see_returned"
    desk.see_returned(sighting=row["sighting"], visit=row["visit"], copy=row["copy"])
    assert desk.value("SELECT state FROM copy_now WHERE id = 'c0'") == "in"


def test_the_pack_list_says_for_whom_and_where(desk):
    desk.note_request(request="q1", title="t2", words="", learner="l1")
    desk.note_request(request="q2", title="", words="iets over treinen", learner="")
    desk.note_request(request="q3", title="", words="  ", learner="l1")
    listed = [(row["wanted"], row["first_name"], row["label"], row["place"]) for row in desk.pack_list()]
    assert listed == [("De sleutel twee", "Aisha", "LP2", "cart"), ("iets over treinen", "", "", "")]


def test_a_book_that_is_out_with_a_reading_circle_is_not_looked_for_at_the_cart(desk):
    desk.insert("learning_group", id="g1", name="Leeskring De trein")
    desk.insert("kit", id="k1", title="t2", barcode="TAS")
    desk.insert("kit_copy", kit="k1", copy="c2")
    desk.insert("kit_loan", kit="k1", learning_group="g1", lent_at="2026-11-20T10:00:00Z")
    desk.note_request(request="q1", title="t2", words="", learner="l1")
    assert [(row["label"], row["place"], row["copies_out"]) for row in desk.pack_list()] == [("LP3", "library", 1)]
    assert [row["copies_in"] for row in desk.books(letters="LP2", level="")] == [1]
    states = {row["barcode"]: (row["state"], row["first_name"]) for row in desk.copies_of_book(title="t2")}
    assert states == {"LP2": ("out", "Leeskring De trein"), "LP3": ("in", "")}
    assert [row["barcode"] for row in desk.missing_copies()] == ["LP0", "LP1"]
    assert desk.stock_summary()[0]["missing"] == 2


def test_books_nobody_borrowed_at_three_visits_are_advised_to_rest():
    desk = Desk()
    for days_ago in (84, 56, 28):
        desk.open(days_ago)
        desk.lend("LP1", days_ago=days_ago, minutes=1)
        desk.scan("LP1", days_ago=days_ago, minutes=30)
    assert desk.resting_copies() == []
    desk.connection.execute("UPDATE _copy SET born = '0000000000000001-r1'")
    assert [row["barcode"] for row in desk.resting_copies()] == ["LP0", "LP2"]
    desk.note_request(request="q1", title="t2", words="", learner="")
    assert [row["barcode"] for row in desk.resting_copies()] == ["LP0"]


def test_the_reading_list_shows_only_for_who_asked_to_keep_it(desk):
    desk.lend("LP0", "l1")
    desk.scan("LP0", minutes=30)
    assert desk.reading_list(learner="l1") == []
    desk.keep_list(learner="l1", keeps=1)
    assert [row["name"] for row in desk.reading_list(learner="l1")] == ["De sleutel"]


def test_the_days_list_names_nobody_after_the_return(desk):
    desk.lend("LP0", "l1")
    assert [row["first_name"] for row in desk.today_list()] == ["Aisha"]
    desk.scan("LP0", minutes=30)
    assert {row["first_name"] for row in desk.today_list()} == {""}


def test_the_swap_shelf_only_counts(desk):
    for direction in ("taken", "taken", "brought"):
        desk.count_swap(direction=direction)
    desk.uncount_swap(direction="taken")
    assert [(row["taken"], row["brought"]) for row in desk.visit_summary()] == [(1, 1)]


def test_a_label_belongs_to_one_copy(desk):
    desk.couple_label(copy="c1", barcode=" LP0 ")
    assert desk.scan("LP0")["copy"] == "c1"
    assert desk.value("SELECT barcode FROM copy WHERE id = 'c0'") is None


def test_a_refused_change_is_sent_again_or_let_go_by_a_person(desk):
    desk.connection.execute("UPDATE change SET status = 'refused', reason = 'clock' WHERE tbl = 'learner'")
    refused = HOME.refused_changes.run(desk.connection)
    assert [row["words"] for row in refused][-1] == "Aisha · cat"
    HOME.retry_change.run(desk.connection, seq=refused[0]["seq"])
    HOME.discard_change.run(desk.connection, seq=refused[1]["seq"])
    assert len(HOME.refused_changes.run(desk.connection)) == 1
    newest = desk.connection.execute("SELECT status, row FROM change ORDER BY seq DESC LIMIT 1").fetchone()
    assert tuple(newest) == ("unsent", refused[0]["row"])
