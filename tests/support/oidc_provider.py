#!/usr/bin/python3
"""A small OpenID provider over real HTTP, for tests: discovery, keys, code flow with PKCE. It is honest unless it is asked for
one of its faults by name: `GET /authorize?...&as=json&fault=NAME` gives a code whose token has that fault.

Prints its issuer on a line and ends with its standard input."""
import base64
import hashlib
import hmac
import http.server
import json
import secrets
import sys
import threading
import time
import urllib.parse

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

CLIENT, SECRET, SUBJECT = "redress-test", "a secret & a half", "248289761001"
RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
SMALL_RSA = rsa.generate_private_key(public_exponent=65537, key_size=1024)
EC_KEY = ec.generate_private_key(ec.SECP256R1())
P384_KEY = ec.generate_private_key(ec.SECP384R1())
ED_KEY = ed25519.Ed25519PrivateKey.generate()
state = {"codes": {}, "keys_asked": 0, "keys": None}


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def number(n):
    return b64(n.to_bytes((n.bit_length() + 7) // 8, "big"))


def rsa_jwk(key, kid, **more):
    public = key.public_key().public_numbers()
    return {"kty": "RSA", "kid": kid, "use": "sig", "n": number(public.n), "e": number(public.e), **more}


def ec_jwk(key, kid, curve, size):
    public = key.public_key().public_numbers()
    return {"kty": "EC", "kid": kid, "use": "sig", "crv": curve, "x": b64(public.x.to_bytes(size, "big")),
            "y": b64(public.y.to_bytes(size, "big"))}


def good_keys():
    ed = ED_KEY.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return [rsa_jwk(RSA_KEY, "rsa-1"), ec_jwk(EC_KEY, "ec-1", "P-256", 32), ec_jwk(P384_KEY, "ec-384", "P-384", 48),
            {"kty": "OKP", "kid": "ed-1", "use": "sig", "crv": "Ed25519", "x": b64(ed)}, rsa_jwk(SMALL_RSA, "rsa-small"),
            {**rsa_jwk(OTHER_RSA, "rsa-enc"), "use": "enc"}, {"kty": "oct", "kid": "shared", "k": b64(b"k" * 32)}]


def signature(algorithm, data, key=None):
    if algorithm == "RS256":
        return (key or RSA_KEY).sign(data, padding.PKCS1v15(), hashes.SHA256())
    if algorithm == "PS256":
        return (key or RSA_KEY).sign(data, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())
    if algorithm in ("ES256", "ES384"):
        size = 32 if algorithm == "ES256" else 48
        der = (key or EC_KEY).sign(data, ec.ECDSA(hashes.SHA256() if size == 32 else hashes.SHA384()))
        r, s = decode_dss_signature(der)
        return r.to_bytes(size, "big") + s.to_bytes(size, "big")
    if algorithm == "EdDSA":
        return ED_KEY.sign(data)
    if algorithm.startswith("HS"):
        return hmac.new(key, data, hashlib.sha256).digest()
    return b""


def token(header, claims, key=None, raw_header=None, raw_claims=None, signed_as=None):
    head = b64((raw_header or json.dumps(header)).encode())
    body = b64((raw_claims or json.dumps(claims)).encode())
    made = signature(signed_as or header.get("alg", ""), f"{head}.{body}".encode(), key)
    return f"{head}.{body}.{b64(made)}"


def pem():
    return RSA_KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def without(claims, *names):
    return {name: value for name, value in claims.items() if name not in names}


HEAD = {"alg": "RS256", "kid": "rsa-1", "typ": "JWT"}
GOOD = {  # each is to be taken
    "rs256": lambda c: token(HEAD, c),
    "ps256": lambda c: token({"alg": "PS256", "kid": "rsa-1"}, c),
    "es256": lambda c: token({"alg": "ES256", "kid": "ec-1"}, c),
    "eddsa": lambda c: token({"alg": "EdDSA", "kid": "ed-1"}, c),
    "one_aud_in_a_list": lambda c: token(HEAD, {**c, "aud": [CLIENT]}),
    "two_auds_with_our_azp": lambda c: token(HEAD, {**c, "aud": [CLIENT, "other"], "azp": CLIENT}),
    "no_kid_and_one_key": lambda c: token({"alg": "EdDSA"}, c),
    "nbf_now": lambda c: token(HEAD, {**c, "nbf": c["iat"]}),
}
now = lambda: int(time.time())  # noqa: E731
BAD = {
    "alg_none": lambda c: token({"alg": "none", "kid": "rsa-1"}, c),
    "alg_none_capitals": lambda c: token({"alg": "NoNe", "kid": "rsa-1"}, c),
    "alg_none_without_signature": lambda c: token({"alg": "none"}, c).rsplit(".", 1)[0] + ".",
    "alg_missing": lambda c: token({"kid": "rsa-1"}, c, signed_as="RS256"),
    "alg_no_text": lambda c: token({"alg": ["RS256"], "kid": "rsa-1"}, c, signed_as="RS256"),
    "alg_rs384": lambda c: token({"alg": "RS384", "kid": "rsa-1"}, c, signed_as="RS256"),
    "alg_lower_case": lambda c: token({"alg": "rs256", "kid": "rsa-1"}, c, signed_as="RS256"),
    "hs256_with_the_public_key": lambda c: token({"alg": "HS256", "kid": "rsa-1"}, c, key=pem()),
    "hs256_with_the_client_secret": lambda c: token({"alg": "HS256", "kid": "rsa-1"}, c, key=SECRET.encode()),
    "hs256_with_a_key_of_the_set": lambda c: token({"alg": "HS256", "kid": "shared"}, c, key=b"k" * 32),
    "rs256_says_es256": lambda c: token({"alg": "ES256", "kid": "ec-1"}, c, signed_as="RS256"),
    "ps256_says_rs256": lambda c: token(HEAD, c, signed_as="PS256"),
    "rs256_says_ps256": lambda c: token({"alg": "PS256", "kid": "rsa-1"}, c, signed_as="RS256"),
    "es256_as_der": lambda c: es256_as_der(c),
    "es384": lambda c: token({"alg": "ES384", "kid": "ec-384"}, c, key=P384_KEY),
    "kid_of_a_key_for_encryption": lambda c: token({"alg": "RS256", "kid": "rsa-enc"}, c, key=OTHER_RSA),
    "kid_of_a_small_key": lambda c: token({"alg": "RS256", "kid": "rsa-small"}, c, key=SMALL_RSA),
    "kid_of_another_kind": lambda c: token({"alg": "RS256", "kid": "ec-1"}, c),
    "kid_unknown": lambda c: token({"alg": "RS256", "kid": "rsa-2"}, c, key=OTHER_RSA),
    "kid_traversal": lambda c: token({"alg": "RS256", "kid": "../../../../dev/null"}, c),
    "kid_sql": lambda c: token({"alg": "RS256", "kid": "' OR '1'='1"}, c, key=OTHER_RSA),
    "kid_no_text": lambda c: token({"alg": "RS256", "kid": 1}, c),
    "kid_empty": lambda c: token({"alg": "RS256", "kid": ""}, c),
    "key_of_a_stranger": lambda c: token(HEAD, c, key=OTHER_RSA),
    "key_brought_along": lambda c: token({**HEAD, "jwk": rsa_jwk(OTHER_RSA, "rsa-1")}, c, key=OTHER_RSA),
    "key_brought_along_although_signed": lambda c: token({**HEAD, "jwk": rsa_jwk(RSA_KEY, "rsa-1")}, c),
    "jku": lambda c: token({**HEAD, "jku": "https://evil.example/jwks"}, c),
    "x5u": lambda c: token({**HEAD, "x5u": "https://evil.example/x"}, c),
    "crit": lambda c: token({**HEAD, "crit": ["exp"]}, c),
    "b64_false": lambda c: token({**HEAD, "b64": False, "crit": ["b64"]}, c),
    "typ_of_an_access_token": lambda c: token({**HEAD, "typ": "at+jwt"}, c),
    "signature_cut": lambda c: token(HEAD, c)[:-8],
    "signature_of_other_claims": lambda c: forged(c),
    "signature_padded": lambda c: token(HEAD, c) + "==",
    "iss_other": lambda c: token(HEAD, {**c, "iss": "https://evil.example"}),
    "iss_with_slash": lambda c: token(HEAD, {**c, "iss": c["iss"] + "/"}),
    "iss_missing": lambda c: token(HEAD, without(c, "iss")),
    "aud_other": lambda c: token(HEAD, {**c, "aud": "other"}),
    "aud_missing": lambda c: token(HEAD, without(c, "aud")),
    "aud_empty_list": lambda c: token(HEAD, {**c, "aud": []}),
    "aud_begins_like_ours": lambda c: token(HEAD, {**c, "aud": CLIENT + "-2"}),
    "auds_without_azp": lambda c: token(HEAD, {**c, "aud": [CLIENT, "other"]}),
    "auds_with_a_number": lambda c: token(HEAD, {**c, "aud": [CLIENT, 7], "azp": CLIENT}),
    "azp_other": lambda c: token(HEAD, {**c, "azp": "other"}),
    "exp_passed": lambda c: token(HEAD, {**c, "exp": now() - 1}),
    "exp_missing": lambda c: token(HEAD, without(c, "exp")),
    "exp_as_text": lambda c: token(HEAD, {**c, "exp": str(c["exp"])}),
    "exp_beyond_everything": lambda c: token(HEAD, {**c, "exp": 2 ** 62}),
    "exp_a_fraction": lambda c: token(HEAD, {**c, "exp": c["exp"] + 0.5}),
    "iat_missing": lambda c: token(HEAD, without(c, "iat")),
    "iat_ahead": lambda c: token(HEAD, {**c, "iat": now() + 3600}),
    "iat_long_ago": lambda c: token(HEAD, {**c, "iat": now() - 86400}),
    "nbf_ahead": lambda c: token(HEAD, {**c, "nbf": now() + 3600}),
    "nonce_missing": lambda c: token(HEAD, without(c, "nonce")),
    "nonce_empty": lambda c: token(HEAD, {**c, "nonce": ""}),
    "nonce_other": lambda c: token(HEAD, {**c, "nonce": "n" * 52}),
    "sub_missing": lambda c: token(HEAD, without(c, "sub")),
    "sub_empty": lambda c: token(HEAD, {**c, "sub": ""}),
    "sub_a_number": lambda c: token(HEAD, {**c, "sub": 248289761001}),
    "claim_twice": lambda c: token(HEAD, c, raw_claims=json.dumps(c)[:-1] + ', "sub": "somebody-else"}'),
    "header_twice": lambda c: token(HEAD, c, raw_header='{"alg": "none", "alg": "RS256", "kid": "rsa-1"}'),
    "claims_no_object": lambda c: token(HEAD, c, raw_claims=json.dumps([c])),
    "claims_no_json": lambda c: token(HEAD, c, raw_claims="sub=248289761001"),
    "four_parts": lambda c: token(HEAD, c) + ".e30",
    "two_parts": lambda c: token(HEAD, c).rsplit(".", 1)[0],
    "too_large": lambda c: token(HEAD, {**c, "more": "x" * 20000}),
    "empty": lambda c: "",
}


def es256_as_der(claims):
    head, body = b64(b'{"alg":"ES256","kid":"ec-1"}'), b64(json.dumps(claims).encode())
    return f"{head}.{body}." + b64(EC_KEY.sign(f"{head}.{body}".encode(), ec.ECDSA(hashes.SHA256())))


def forged(claims):
    head, _, sign = token(HEAD, claims).split(".")
    return f"{head}.{b64(json.dumps({**claims, 'sub': 'somebody-else'}).encode())}.{sign}"


class Provider(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def say(self, status, body, raw=None):
        data = raw if raw is not None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def issuer(self):
        return f"http://127.0.0.1:{self.server.server_port}"

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        asked = dict(urllib.parse.parse_qsl(url.query))
        if url.path == "/.well-known/openid-configuration":
            return self.say(200, {"issuer": self.issuer(), "authorization_endpoint": self.issuer() + "/authorize",
                                  "token_endpoint": self.issuer() + "/token", "jwks_uri": self.issuer() + "/jwks",
                                  "response_types_supported": ["code"], "code_challenge_methods_supported": ["S256"],
                                  "authorization_response_iss_parameter_supported": True})
        if url.path == "/jwks":
            state["keys_asked"] += 1
            return self.say(200, None, (state["keys"] or json.dumps({"keys": good_keys()})).encode())
        if url.path == "/cases":
            return self.say(200, {"good": list(GOOD), "bad": list(BAD), "keys_asked": state["keys_asked"]})
        if url.path == "/set-keys":  # what the set is from now on
            sets = {"good": None, "huge": json.dumps({"keys": [rsa_jwk(RSA_KEY, f"k{i}") for i in range(400)]}),
                    "many": json.dumps({"keys": [{"kty": "oct", "kid": str(i)} for i in range(33)]}),
                    "twice": json.dumps({"keys": [rsa_jwk(RSA_KEY, "rsa-1"), rsa_jwk(OTHER_RSA, "rsa-1")]}),
                    "no_json": "<html>", "no_keys": json.dumps({"key": []})}
            state["keys"] = sets[asked["to"]]
            return self.say(200, {})
        if url.path == "/authorize":
            for name, wanted in (("response_type", "code"), ("client_id", CLIENT), ("scope", "openid"),
                                 ("code_challenge_method", "S256")):
                if asked.get(name) != wanted:
                    return self.say(400, {"error": "invalid_request", "error_description": name})
            code = secrets.token_urlsafe(16)
            state["codes"][code] = asked
            return self.say(200, {"code": code, "state": asked["state"], "iss": self.issuer()})
        return self.say(404, {})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        sent = dict(urllib.parse.parse_qsl(body))
        flow = state["codes"].pop(sent.get("code"), None)
        scheme, _, basic = (self.headers["Authorization"] or "").partition(" ")
        who = base64.b64decode(basic).decode().split(":") if scheme == "Basic" else []
        if [urllib.parse.unquote_plus(one) for one in who] != [CLIENT, SECRET]:
            return self.say(401, {"error": "invalid_client"})
        challenge = b64(hashlib.sha256(sent.get("code_verifier", "").encode()).digest())
        if flow is None or sent.get("grant_type") != "authorization_code" or flow["code_challenge"] != challenge \
                or flow["redirect_uri"] != sent.get("redirect_uri"):
            return self.say(400, {"error": "invalid_grant"})
        claims = {"iss": self.issuer(), "sub": flow.get("sub", SUBJECT), "aud": CLIENT, "exp": now() + 300, "iat": now(),
                  "nonce": flow["nonce"]}
        if flow.get("max_age") == "0":
            claims["auth_time"] = now() - int(flow.get("authenticated_ago", 0))
        make = {**GOOD, **BAD}[flow.get("fault", "rs256")]
        return self.say(200, {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "id_token": make(claims)})


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    sys.stdin.read()


main()
