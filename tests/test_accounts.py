"""Coordinators get in with a password and a code, strangers do not, and nobody learns which accounts exist."""

import time

import pyotp
import pytest
from argon2 import PasswordHasher, extract_parameters

from rxapp.server import office, sites
from rxapp.server.accounts import account_links, account_sessions, accounts, second_factor
from rxapp.server.accounts.account_links import BadLink, SlowDown
from rxapp.server.accounts.account_sessions import NotAllowed
from rxapp.server.accounts.accounts import BadAccount
from rxapp.server.accounts.sign_in import CodeNeeded, WrongSignIn, sign_in
from rxapp.server.browsers import browser_name
from rxapp.server.edge import limits

PASSWORD = "vier losse woorden samen"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sites").mkdir()
    sites.add_site(tmp_path, "demo", "Demo")
    yield tmp_path
    office.close_all()
    sites.close_all()


@pytest.fixture
def ria(folder):
    with office.using(folder) as connection:
        account = accounts.add_account(connection, " Ria@Leerplein.NL ", "Ria", ["demo"])
        accounts.set_password(connection, account, PASSWORD)
    return account


def enter(folder, email="ria@leerplein.nl", password=PASSWORD, code="", address="10.0.0.1"):
    return sign_in(folder, email, password, code, address, "Firefox")


def test_the_first_coordinator_comes_in_by_a_link_that_works_once(folder):
    with office.using(folder) as connection:
        account = accounts.add_account(connection, "ria@leerplein.nl", "Ria", ["demo"])
        secret = account_links.make_link(connection, account)
        assert account_links.find_link(connection, secret)["email"] == "ria@leerplein.nl"
        with pytest.raises(BadAccount, match="minstens 12 tekens"):
            account_links.use_link(connection, secret, "kort", "10.0.0.1")
        account_links.use_link(connection, secret, PASSWORD, "10.0.0.1")
        with pytest.raises(BadLink):
            account_links.use_link(connection, secret, PASSWORD, "10.0.0.1")
    assert account_sessions.require(folder, enter(folder), "demo").name == "Ria"


def test_a_link_runs_out_and_a_newer_one_replaces_it(folder, ria):
    with office.using(folder) as connection:
        old = account_links.make_link(connection, ria, hours=-1)
        with pytest.raises(BadLink):
            account_links.find_link(connection, old)
        first, second = account_links.make_link(connection, ria), account_links.make_link(connection, ria)
        with pytest.raises(BadLink):
            account_links.find_link(connection, first)
        assert account_links.find_link(connection, second)["id"] == ria


def test_nobody_signs_in_before_a_password_was_chosen(folder):
    with office.using(folder) as connection:
        accounts.add_account(connection, "ria@leerplein.nl", "Ria", ["demo"])
    with pytest.raises(WrongSignIn):
        enter(folder, password="")


def test_unknown_accounts_and_wrong_passwords_get_the_same_answer_for_the_same_work(folder, ria, monkeypatch):
    """The check of a password is what takes time, so one that is left out would tell which accounts exist."""
    costs = []

    class Counted(PasswordHasher):
        def verify(self, hash, password):
            costs.append(extract_parameters(hash))
            return super().verify(hash, password)

    monkeypatch.setattr(accounts, "HASHER", Counted.from_parameters(extract_parameters(accounts.HASHER.hash("x"))))
    answers = set()
    for email in ("ria@leerplein.nl", "niemand@leerplein.nl"):
        with pytest.raises(WrongSignIn) as wrong:
            enter(folder, email, "een heel ander wachtwoord")
        answers.add(str(wrong.value))
    assert len(answers) == 1
    assert len(costs) == 2 and costs[0] == costs[1]


def test_guessing_is_slowed_down_per_address_and_per_account(folder, ria):
    for number in range(limits.PER_ADDRESS):
        with pytest.raises(WrongSignIn):
            enter(folder, f"iemand{number}@leerplein.nl", "verkeerd wachtwoord", address="10.0.0.9")
    with pytest.raises(SlowDown) as slow:
        enter(folder, address="10.0.0.9")
    assert slow.value.seconds > 0
    for number in range(limits.PER_ADDRESS):
        with pytest.raises(WrongSignIn):
            enter(folder, password="verkeerd wachtwoord", address=f"10.4.0.{number}")
    with pytest.raises(SlowDown):
        enter(folder, address="10.5.0.1")


def test_strangers_cannot_keep_the_coordinator_out_of_the_own_office(folder, ria):
    enter(folder, address="10.0.0.1")
    for number in range(limits.PER_ADDRESS):
        with pytest.raises(WrongSignIn):
            enter(folder, password="verkeerd wachtwoord", address=f"10.4.0.{number}")
    assert enter(folder, address="10.0.0.1")


def test_a_second_factor_is_asked_and_each_code_works_once(folder, ria):
    with office.using(folder) as connection:
        secret = pyotp.parse_uri(second_factor.offer(connection, ria)).secret
        assert not second_factor.confirm(connection, ria, "000000x")
        assert enter(folder), "an offered secret that nobody confirmed is not asked"
        assert second_factor.confirm(connection, ria, pyotp.TOTP(secret).at(time.time() - 30))
    with pytest.raises(CodeNeeded):
        enter(folder)
    with pytest.raises(WrongSignIn):
        enter(folder, code="123")
    code = pyotp.TOTP(secret).at(time.time() + 30)
    assert enter(folder, code=f"{code[:3]} {code[3:]}")
    with pytest.raises(WrongSignIn):
        enter(folder, code=code)


def test_sessions_run_out_are_listed_and_can_be_ended(folder, ria, monkeypatch):
    first, second = enter(folder), enter(folder, address="10.0.0.2")
    caller = account_sessions.require(folder, first)
    with office.using(folder) as connection:
        assert len(account_sessions.open_sessions(connection, ria)) == 2
        assert account_sessions.end_others(connection, caller) == 1
        assert account_sessions.find(connection, second) is None
        assert account_sessions.find(connection, first) == caller
        later = office.now() + account_sessions.IDLE_MS + 1
        monkeypatch.setattr(office, "now", lambda: later)
        assert account_sessions.find(connection, first) is None
        assert account_sessions.open_sessions(connection, ria) == []


@pytest.mark.parametrize(
    "agent, name",
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36",
         "Chrome, Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
         "Edge, Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14.4; rv:124.0) Gecko/20100101 Firefox/124.0", "Firefox, Mac"),
        ("Mozilla/5.0 (iPad; CPU OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/604.1",
         "Safari, iPad"),
        ("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
         "Chrome, Android"),
        ("curl/8.5.0", ""),
    ],
)  # fmt: skip
def test_a_browser_is_told_by_its_name(agent, name):
    assert browser_name(agent) == name


def test_a_coordinator_is_nobody_at_another_site(folder, ria):
    token = enter(folder)
    with pytest.raises(NotAllowed, match="niet van u"):
        account_sessions.require(folder, token, "elders")
    for nobody in (None, "", "verzonnen"):
        with pytest.raises(NotAllowed, match="aan"):
            account_sessions.require(folder, nobody, "demo")


def test_who_leaves_is_out_at_once(folder, ria):
    token = enter(folder)
    with office.using(folder) as connection:
        accounts.end_account(connection, ria)
        assert account_sessions.find(connection, token) is None
    with pytest.raises(WrongSignIn):
        enter(folder)


def test_a_reset_ends_sessions_and_can_take_the_second_factor_away(folder, ria):
    token = enter(folder)
    with office.using(folder) as connection:
        secret = pyotp.parse_uri(second_factor.offer(connection, ria)).secret
        second_factor.confirm(connection, ria, pyotp.TOTP(secret).now())
        link = account_links.reset(connection, ria, keeps_second_factor=False)
        assert account_sessions.find(connection, token) is None
        account_links.use_link(connection, link, "een nieuw en lang wachtwoord", "10.0.0.1")
    assert enter(folder, password="een nieuw en lang wachtwoord")


def test_the_office_file_opens_nothing_for_who_copies_it(folder, ria):
    token = enter(folder)
    with office.using(folder) as connection:
        link = account_links.make_link(connection, ria)
        content = "\n".join(connection.iterdump())
    assert token not in content and link not in content and PASSWORD not in content and "10.0.0.1" not in content


@pytest.mark.parametrize("typed", ["", "ria", "ria@", "@x.nl", "ria@x", "ria x@y.nl", f"{'a' * 130}@x.nl"])
def test_what_is_no_address_is_refused(folder, typed):
    with office.using(folder) as connection, pytest.raises(BadAccount):
        accounts.add_account(connection, typed, "Ria", ["demo"])
