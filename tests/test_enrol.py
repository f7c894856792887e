"""A one-time code makes a browser into a device, once."""

import pytest

from rxapp.office import tablets_page
from rxapp.server import office
from rxapp.server.edge import limits
from tests.server_fixtures import Client, Place, stamp


def test_a_code_gives_a_cookie_that_scripts_cannot_read(place):
    answer = Client().request("POST", "/api/enrol", json={"code": place.code("cart office")})
    assert answer.status_code == 200
    assert answer.json()["site"] == place.site
    assert answer.json()["site_name"] == "Werkplaats"
    assert answer.json()["duties"] == ["cart", "office"]
    cookie = answer.headers["set-cookie"]
    assert all(word in cookie for word in ("HttpOnly", "SameSite=strict", "Path=/api", f"Max-Age={400 * 24 * 3600}"))
    assert "Secure" not in cookie


def test_behind_https_the_cookie_is_secure(place):
    https = {"x-forwarded-proto": "https"}
    answer = Client().request("POST", "/api/enrol", json={"code": place.code()}, headers=https)
    assert "Secure" in answer.headers["set-cookie"]


def test_a_code_works_once(place):
    code = place.code()
    assert Client().request("POST", "/api/enrol", json={"code": code}).status_code == 200
    again = Client().request("POST", "/api/enrol", json={"code": code})
    assert (again.status_code, again.json()["error"]) == (410, "used-code")


def test_a_code_expires(place):
    answer = Client().request("POST", "/api/enrol", json={"code": place.code(hours=-1)})
    assert (answer.status_code, answer.json()["error"]) == (410, "expired-code")


def test_a_code_is_read_as_people_type_it(place):
    code = place.code()
    typed = f" {code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "
    assert Client().request("POST", "/api/enrol", json={"code": typed}).status_code == 200


def test_an_unknown_code_is_not_found(place):
    answer = Client().request("POST", "/api/enrol", json={"code": "AAAAA-AAAAA"})
    assert (answer.status_code, answer.json()["error"]) == (404, "unknown-code")


def test_guessing_slows_down_per_address_and_a_right_code_waits_too(place):
    guesser, other = Client("198.51.100.7"), Client("198.51.100.8")
    for _ in range(limits.PER_ADDRESS):
        assert guesser.request("POST", "/api/enrol", json={"code": "WRONG"}).status_code == 404
    slowed = guesser.request("POST", "/api/enrol", json={"code": place.code()})
    assert (slowed.status_code, slowed.json()["error"]) == (429, "slow-down")
    assert 0 < int(slowed.headers["retry-after"]) <= limits.WINDOW_MS / 1000
    assert other.request("POST", "/api/enrol", json={"code": place.code()}).status_code == 200


def test_guessing_from_everywhere_slows_down_too(place):
    with office.using(place.folder) as connection:
        for number in range(limits.OVERALL):
            limits.note_failure(connection, f"198.51.100.{number}")
    assert Client().request("POST", "/api/enrol", json={"code": place.code()}).status_code == 429


def test_neither_tokens_nor_codes_nor_addresses_are_stored(place):
    client = Client("198.51.100.77")
    code = place.code()
    client.request("POST", "/api/enrol", json={"code": code})
    client.request("POST", "/api/enrol", json={"code": "WRONG"})
    (cookie,) = client.cookies
    with office.using(place.folder) as connection:
        stored = "\n".join(connection.iterdump())
    assert cookie.value not in stored
    assert code.replace("-", "") not in stored
    assert "198.51.100.77" not in stored


def test_enrolling_again_stays_the_same_device_with_new_rights(place):
    device = place.device("cart")
    former = device.me
    again = device.enrol(place.code("cart office")).json()
    assert again["device"] == device.enrolled["device"]
    reply = device.sync(device.change())
    assert reply["recover"] == "scope"
    assert reply["verdicts"][0]["verdict"] == "accepted"
    device.download()
    assert device.me["duties"] == "cart office"
    assert device.me["replica"] != former["replica"]


def test_a_revoked_device_that_enrols_again_is_a_new_one(place):
    device = place.device("cart")
    with office.using(place.folder) as connection:
        assert office.revoke(connection, device.enrolled["device"])
    assert device.enrol(place.code()).json()["device"] != device.enrolled["device"]


@pytest.mark.parametrize("body", [{}, {"code": 3}, [], "x"])
def test_an_enrolment_of_another_shape_is_malformed(place, body):
    answer = Client().request("POST", "/api/enrol", json=body)
    assert (answer.status_code, answer.json()["error"]) == (400, "malformed")


def test_files_of_the_data_folder_are_for_their_owner_only(place):
    place.device()
    found = [path for path in place.folder.rglob("*") if path.is_file()]
    assert len(found) > 2
    assert all(path.stat().st_mode & 0o077 == 0 for path in found)


def test_every_replica_download_is_another_replica(place):
    device = place.device()
    first = device.me["replica"]
    device.download()
    assert device.me["replica"] != first
    assert "-" not in first


def test_two_sites_do_not_know_each_other(place):
    elsewhere = Place(place.folder, "elders")
    device = elsewhere.device()
    assert device.me["site"] == "elders"
    answer = device.post([device.change()], site=place.site)
    assert (answer.status_code, answer.json()["error"]) == (403, "other-site")
    assert place.query("SELECT count(*) FROM title") == [(0,)]


def test_the_office_lists_revoked_tablets_after_those_that_are_in_use(place):
    used, lost = place.device(), place.device()
    with office.using(place.folder) as connection:
        connection.execute("UPDATE device SET enrolled_at = enrolled_at + 1 WHERE id = ?", (lost.enrolled["device"],))
        office.revoke(connection, lost.enrolled["device"])
    assert [found.id for found in tablets_page._tablets(place.site)] == [
        used.enrolled["device"],
        lost.enrolled["device"],
    ]


def test_a_tablet_that_the_office_forgot_keeps_the_names_it_wrote_under(place):
    lost, other = place.device(), place.device()
    written, former = lost.change(), lost.me["replica"]
    with office.using(place.folder) as connection:
        connection.execute("DELETE FROM device WHERE id = ?", (lost.enrolled["device"],))
        connection.execute("DELETE FROM replica WHERE device = ?", (lost.enrolled["device"],))
    told = [former, other.me["replica"], "server", "r", 5, {"r": 1}]
    assert lost.enrol(place.code("cart"), replicas=told).status_code == 200
    lost.download()
    assert lost.outcome(written) == "accepted", "with the stamp that it had"
    assert lost.outcome(lost.change(stamp=stamp(other.me["replica"]))) == "clone", "a name of another device"
    assert lost.outcome(lost.change(stamp=stamp("server"))) == "clone"
    assert other.outcome(other.change()) == "accepted"


@pytest.mark.parametrize("told", [None, "r", 5, {}, [None] * 300])
def test_names_that_are_none_are_left_out(place, told):
    assert place.device().enrol(place.code("cart"), replicas=told).status_code == 200
