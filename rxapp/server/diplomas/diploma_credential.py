"""A diploma as Open Badges 3.0 credential: a VC-JWT signed with RS256, baked into a PNG.

It is a proof of participation and says so; nothing was assessed, so it is never called more than that. The subject is
a random `urn:uuid` of this credential alone. Nothing of it is stored but two random numbers: the same diploma and key
give the same bytes again. Rules: Open Badges 3.0, sections 5.3 (baking), 8.2 (VC-JWT) and 9 (revocation).
"""

import sqlite3
from datetime import UTC, datetime, time
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from jwt.algorithms import RSAAlgorithm
from openbadgeslib import baking
from openbadgeslib.ob3 import Achievement, Issuer, OB3Signer, OpenBadgeCredential

CRITERIA = "Meegedaan aan de bijeenkomsten, naar het oordeel van de begeleider. Er is geen toets geweest."
DESCRIPTION = "Bewijs van deelname: {achievement}."


def issuer_address(address: str, site: str) -> str:
    """The id of the issuer: the address where its profile and keys are found. `address` is the server's own."""
    return f"{_origin(address)}/api/issuer/{site}"


def issuer_profile(address: str, site: str, name: str, private: RSAPrivateKey) -> dict:
    """The issuer's profile with the public key, for GET of `issuer_address`."""
    key = RSAAlgorithm.to_jwk(private.public_key(), as_dict=True)
    return {**_issuer(address, site, name).to_dict(), "jwks": {"keys": [{**key, "use": "sig", "alg": "RS256"}]}}


def revocation_address(address: str, site: str) -> str:
    """Where the list of revoked credentials is."""
    return f"{issuer_address(address, site)}/revoked"


def revocation_list(connection: sqlite3.Connection, address: str, site: str) -> dict:
    """The 1EdTech revocation list of a site: the ids of credentials that count no longer, and no name."""
    rows = connection.execute(
        """SELECT DISTINCT diploma_statement.credential, min(revoked_diploma.created_at) AS revoked_at
           FROM revoked_diploma JOIN diploma_statement ON diploma_statement.diploma = revoked_diploma.diploma
           GROUP BY diploma_statement.credential ORDER BY diploma_statement.credential"""
    )
    revoked = [{"id": f"urn:uuid:{row[0]}", "revoked": True, "revokedAt": row[1]} for row in rows]
    return {
        "id": revocation_address(address, site),
        "issuer": issuer_address(address, site),
        "revokedCredential": revoked,
    }


def credential(diploma: sqlite3.Row, address: str, site: str, name: str) -> dict:
    """The claims of a credential: the Open Badges document with the registered claims of a JWT beside it.

    `diploma` is a row of `diploma_now` in state 'ready' or 'revoked'.
    """
    badge = OpenBadgeCredential(
        issuer=_issuer(address, site, name),
        recipient_id=f"urn:uuid:{diploma['subject']}",
        achievement=_achievement(diploma, address, site),
        id=f"urn:uuid:{diploma['credential']}",
        issuance_date=_moment(diploma["issued_on"]),
        credential_status=[
            {
                "id": f"{revocation_address(address, site)}#{diploma['credential']}",
                "type": "1EdTechRevocationList",
            }
        ],
    )
    claims = badge.to_jwt_payload()
    claims["description"] = claims["credentialSubject"]["achievement"]["description"]
    claims["credentialSubject"]["achievement"]["inLanguage"] = "nl"
    for claim, column in (("activityStartDate", "first_on"), ("activityEndDate", "last_on")):
        if diploma[column]:
            claims["credentialSubject"][claim] = _moment(diploma[column]).strftime("%Y-%m-%dT%H:%M:%SZ")
    return claims


class Baker:
    """Signs and bakes the credentials of one site; it reads the key once, for a whole class of diplomas."""

    def __init__(self, private: RSAPrivateKey, address: str, site: str, name: str):
        self.signer, self.address, self.site, self.name = OB3Signer(private), address, site, name

    def token(self, diploma: sqlite3.Row) -> str:
        """The compact JWS of a diploma."""
        return self.signer.sign_payload(credential(diploma, self.address, self.site, self.name))

    def bake(self, diploma: sqlite3.Row, picture: bytes) -> bytes:
        """The picture (a PNG) with the credential in its one `iTXt` chunk, uncompressed."""
        return baking.bake_png(picture, self.token(diploma), keyword=baking.ITXT_KEYWORD_OB3)


def _issuer(address: str, site: str, name: str) -> Issuer:
    return Issuer(id=issuer_address(address, site), name=name, url=_origin(address))


def _achievement(diploma: sqlite3.Row, address: str, site: str) -> Achievement:
    programme = diploma["learning_group"] or diploma["programme"] or diploma["id"]
    return Achievement(
        id=f"{issuer_address(address, site)}#{programme}",
        name=diploma["achievement"],
        description=DESCRIPTION.format(achievement=diploma["achievement"]),
        criteria_narrative=CRITERIA,
        achievement_type="ext:ProofOfParticipation",
    )


def _origin(address: str) -> str:
    parts = urlsplit(address)
    if not parts.scheme or not parts.netloc:
        raise ValueError(f"{address!r} is not an address such as https://leerplein.example; set LEERPLEIN_ADDRESS.")
    return f"{parts.scheme}://{parts.netloc}"


def _moment(day: str) -> datetime:
    return datetime.combine(datetime.fromisoformat(day).date(), time(), UTC)
