"""The Open Badges 3.0 credential of a diploma, judged by others: the published schema, a PNG reader, plain RSA."""

import base64
import io
import json
import struct
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from openbadgeslib.ob3 import OB3Verifier
from PIL import Image

from rxapp.server.diplomas.diploma_credential import Baker, credential, issuer_profile, revocation_list
from rxapp.server.diplomas.diploma_keys import credential_key
from rxapp.server.diplomas.diploma_print import badge_picture, badge_pictures
from rxapp.server.diplomas.diploma_sign import sign_waiting
from tests.test_diploma_keys import give, site  # noqa: F401

ADDRESS, PLACE = "https://leerplein.example", "Leerplein De Werkplaats"
SCHEMA = json.loads((Path(__file__).parent / "golden" / "ob_v3p0_achievementcredential_schema.json").read_text())
CHECKER = jsonschema.Draft201909Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


@pytest.fixture
def diploma(site, tmp_path):  # noqa: F811
    give(site, "d" * 16)
    sign_waiting(site, tmp_path, "demo")
    return site.execute("SELECT * FROM diploma_now").fetchone()


@pytest.fixture
def baker(tmp_path):
    return Baker(credential_key(tmp_path, "demo"), ADDRESS, "demo", PLACE)


def part(token: str, number: int) -> bytes:
    text = token.split(".")[number]
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def chunks(png: bytes):
    """Kind and content of every chunk, read by hand."""
    at = 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        yield png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        at += size + 12


def test_it_follows_the_published_schema(diploma):
    claims = credential(diploma, ADDRESS, "demo", PLACE)
    assert [error.message for error in CHECKER.iter_errors(claims)] == []
    del claims["credentialSubject"]["achievement"]["criteria"]
    assert list(CHECKER.iter_errors(claims))


def test_contexts_types_and_claims_are_as_the_specification_asks(diploma):
    claims = credential(diploma, ADDRESS, "demo", PLACE)
    assert claims["@context"][:2] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
    assert {"VerifiableCredential", "OpenBadgeCredential"} <= set(claims["type"])
    assert claims["iss"] == claims["issuer"]["id"] and claims["jti"] == claims["id"]
    assert claims["sub"] == claims["credentialSubject"]["id"]
    assert datetime.fromtimestamp(claims["nbf"], UTC) == datetime.fromisoformat(claims["validFrom"])
    assert claims["credentialSubject"]["activityStartDate"].startswith("2026-10-08")
    assert claims["credentialSubject"]["achievement"]["inLanguage"] == "nl"
    assert claims["credentialStatus"]["type"] == "1EdTechRevocationList"


def test_the_subject_is_a_random_number_and_nobody_is_named(diploma):
    claims = credential(diploma, ADDRESS, "demo", PLACE)
    assert claims["credentialSubject"]["id"] == f"urn:uuid:{diploma['subject']}"
    told = json.dumps(claims)
    assert (
        diploma["first_name"] not in told and diploma["learner"] not in told and "@" not in told.replace("@context", "")
    )


def test_it_is_a_proof_of_participation_and_not_more(diploma):
    told = json.dumps(credential(diploma, ADDRESS, "demo", PLACE), ensure_ascii=False).lower()
    assert "bewijs van deelname" in told and "geen toets" in told
    assert "microcredential" not in told.replace("-", "")


def test_anybody_can_check_the_signature_with_the_key_in_the_issuers_profile(diploma, baker, tmp_path):
    token = baker.token(diploma)
    header = json.loads(part(token, 0))
    profile = issuer_profile(ADDRESS, "demo", PLACE, credential_key(tmp_path, "demo"))
    known = profile["jwks"]["keys"][0]
    assert header["alg"] == "RS256" and header["typ"] == "JWT" and set(header) == {"alg", "typ", "jwk"}
    assert "d" not in header["jwk"]
    assert (header["jwk"]["n"], header["jwk"]["e"]) == (known["n"], known["e"])
    public = credential_key(tmp_path, "demo").public_key()
    public.verify(part(token, 2), token.rpartition(".")[0].encode(), padding.PKCS1v15(), hashes.SHA256())
    assert json.loads(part(token, 1)) == credential(diploma, ADDRESS, "demo", PLACE)


def test_the_same_diploma_gives_the_same_bytes(diploma, baker):
    assert baker.token(diploma) == baker.token(diploma)


def test_another_library_reads_it_out_of_the_picture(diploma, baker):
    baked = baker.bake(diploma, badge_picture(diploma["achievement"], PLACE))
    picture = Image.open(io.BytesIO(baked))
    picture.load()
    assert picture.size == (600, 600)
    assert str(picture.text["openbadgecredential"]) == baker.token(diploma)


def test_the_picture_has_one_uncompressed_chunk(diploma, baker):
    baked = baker.bake(diploma, badge_picture(diploma["achievement"], PLACE))
    (text,) = [content for kind, content in chunks(baked) if kind == b"iTXt"]
    assert text == b"openbadgecredential" + bytes(5) + baker.token(diploma).encode()


def test_a_verifier_of_open_badges_accepts_it_and_refuses_another_key(diploma, baker, tmp_path):
    def pem(folder):
        return (
            credential_key(folder, "demo")
            .public_key()
            .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        )

    baked = baker.bake(diploma, badge_picture(diploma["achievement"], PLACE))
    token = OB3Verifier.extract_token_from_png(baked)
    assert OB3Verifier(pem(tmp_path)).verify(token).id == f"urn:uuid:{diploma['credential']}"
    with pytest.raises(Exception, match="(?i)signature"):
        OB3Verifier(pem(tmp_path / "other")).verify(token)


def test_the_revocation_list_holds_numbers_only(site, diploma):  # noqa: F811
    assert revocation_list(site, ADDRESS, "demo")["revokedCredential"] == []
    site.execute("INSERT INTO revoked_diploma (diploma) VALUES (?)", (diploma["id"],))
    found = revocation_list(site, ADDRESS, "demo")
    assert [entry["id"] for entry in found["revokedCredential"]] == [f"urn:uuid:{diploma['credential']}"]
    assert diploma["first_name"] not in json.dumps(found)


def test_equal_badges_are_drawn_once(diploma, monkeypatch):
    drawn = []
    monkeypatch.setattr(
        "rxapp.server.diplomas.diploma_print.badge_picture",
        lambda achievement, place, picture: drawn.append(achievement) or b"png",
    )
    assert len(list(badge_pictures([diploma] * 8, PLACE))) == 8
    assert len(drawn) == 1


def test_an_address_without_a_host_is_refused(diploma):
    with pytest.raises(ValueError, match="LEERPLEIN_ADDRESS"):
        credential(diploma, "leerplein", "demo", PLACE)
