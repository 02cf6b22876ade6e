"""Secrets and what looks like them, from a seeded random source: nobody's, but right in every checksum."""
import base64
import hashlib
import json
import pathlib

LISTS = pathlib.Path(__file__).resolve().parents[3] / "schemas" / "firewall"
WORDS = {name: (LISTS / f"{name}.txt").read_text(encoding="utf-8").split()
         for name in ("english", "chinese_simplified", "chinese_traditional")}
BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def raw(r, count):
    return bytes(r.randrange(256) for _ in range(count))


def phrase(r, words=12, language="english"):
    entropy = raw(r, words * 4 // 3)
    bits = "".join(f"{b:08b}" for b in entropy) + "".join(f"{b:08b}" for b in hashlib.sha256(entropy).digest())
    return [WORDS[language][int(bits[i * 11:i * 11 + 11], 2)] for i in range(words)]


def holds(words, language="english"):
    index = {w: i for i, w in enumerate(WORDS[language])}
    bits = "".join(f"{index[w]:011b}" for w in words)
    size = len(bits) * 32 // 33
    entropy = int(bits[:size], 2).to_bytes(size // 8, "big")
    return "".join(f"{b:08b}" for b in hashlib.sha256(entropy).digest())[:len(bits) - size] == bits[size:]


def wrong_phrase(r, words=12, language="english"):
    """One word is another, so that the checksum does not hold."""
    while True:
        made = phrase(r, words, language)
        made[r.randrange(words)] = r.choice(WORDS[language])
        if not holds(made, language):
            return made


def mistyped(r, words):
    """One word has two letters the wrong way round or one missing."""
    made = list(words)
    while True:
        at = r.randrange(len(made))
        word = made[at]
        if len(word) < 5:
            continue
        i = r.randrange(1, len(word) - 1)
        new = word[:i] + word[i + 1] + word[i] + word[i + 2:] if r.random() < 0.5 else word[:i] + word[i + 1:]
        if new != word and new not in WORDS["english"]:
            made[at] = new
            return made


def base58(data):
    number = int.from_bytes(data, "big")
    out = ""
    while number:
        number, digit = divmod(number, 58)
        out = BASE58[digit] + out
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + out


def base58check(data):
    return base58(data + hashlib.sha256(hashlib.sha256(data).digest()).digest()[:4])


def wif(r, compressed=True):
    return base58check(b"\x80" + raw(r, 32) + (b"\x01" if compressed else b""))


def extended(r, version):
    return base58check(bytes.fromhex(version) + b"\x03" + raw(r, 8) + raw(r, 32) + b"\0" + raw(r, 32))


def hexed(r, digits=64, prefix=""):
    return prefix + "".join(r.choice("0123456789abcdef") for _ in range(digits))


# Ed25519 as in RFC 8032, slow and short.
P = 2**255 - 19
D = -121665 * pow(121666, P - 2, P) % P
GY = 4 * pow(5, P - 2, P) % P


def recovered_x(y):
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P)
    x = pow(x2, (P + 3) // 8, P)
    if (x * x - x2) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    return P - x if x & 1 else x


def added(a, b):
    x1, y1, x2, y2 = *a, *b
    t = D * x1 * x2 * y1 * y2 % P
    return ((x1 * y2 + x2 * y1) * pow(1 + t, P - 2, P) % P, (y1 * y2 + x1 * x2) * pow(1 - t, P - 2, P) % P)


def solana_pair(r):
    seed = raw(r, 32)
    number = int.from_bytes(hashlib.sha512(seed).digest()[:32], "little")
    number = number & ((1 << 254) - 8) | 1 << 254
    result, point = (0, 1), (recovered_x(GY), GY)
    while number:
        if number & 1:
            result = added(result, point)
        point = added(point, point)
        number >>= 1
    return seed + (result[1] | (result[0] & 1) << 255).to_bytes(32, "little")


def solana_key(r):
    return base58(solana_pair(r))


def solana_list(r):
    return json.dumps(list(solana_pair(r)), separators=(",", ":") if r.random() < 0.5 else (", ", ": "))


def stellar_seed(r):
    body = bytes([18 << 3]) + raw(r, 32)
    crc = 0
    for b in body:
        crc ^= b << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return base64.b32encode(body + crc.to_bytes(2, "little")).decode()


def pem(r):
    body = base64.b64encode(raw(r, 118)).decode()
    lines = "\n".join(body[i:i + 64] for i in range(0, len(body), 64))
    name = r.choice(["PRIVATE KEY", "EC PRIVATE KEY", "RSA PRIVATE KEY", "OPENSSH PRIVATE KEY"])
    return f"-----BEGIN {name}-----\n{lines}\n-----END {name}-----"


def keystore(r):
    return json.dumps({"version": 3, "id": hexed(r, 32), "address": hexed(r, 40),
                       "crypto": {"cipher": "aes-128-ctr", "cipherparams": {"iv": hexed(r, 32)}, "ciphertext": hexed(r),
                                  "kdf": "scrypt", "kdfparams": {"dklen": 32, "n": 262144, "p": 1, "r": 8, "salt": hexed(r)},
                                  "mac": hexed(r)}})


def with_luhn(digits):
    total = sum(d if i % 2 else sum(divmod(d * 2, 10)) for i, d in enumerate(int(c) for c in reversed(digits)))
    return digits + str(-total % 10)


def card(r, shape=None):
    prefix, length = r.choice([("4", 16), ("51", 16), ("55", 16), ("2221", 16), ("34", 15), ("37", 15), ("62", 16), ("62", 19), ("6011", 16), ("3528", 16), ("36", 14)])
    number = with_luhn(prefix + "".join(r.choice("0123456789") for _ in range(length - 1 - len(prefix))))
    gap = r.choice(["", " ", "-"]) if shape is None else shape
    cut = {16: (4, 4, 4, 4), 15: (4, 6, 5), 14: (4, 6, 4), 19: (4, 4, 4, 4, 3)}[length]
    parts, at = [], 0
    for size in cut:
        parts.append(number[at:at + size])
        at += size
    return gap.join(parts)


def digits(r, count):
    return str(r.randrange(1, 10)) + "".join(r.choice("0123456789") for _ in range(count - 1))


def password(r):
    word = r.choice(["sunshine", "Dragon", "hunter", "Liverpool", "panda", "Xiaoming", "iloveyou", "Woaini", "coffee", "Shanghai"])
    return word + r.choice(["", "!", "@", "#", "_"]) + digits(r, r.randrange(2, 5)) + r.choice(["", "!", "$"])


def web_token(r):
    part = lambda b: base64.urlsafe_b64encode(b).decode().rstrip("=")
    return ".".join((part(b'{"alg":"HS256","typ":"JWT"}'), part(json.dumps({"sub": digits(r, 8), "iat": 1700000000}).encode()), part(raw(r, 32))))


def token_text(r, count):
    return "".join(r.choice(LETTERS + LETTERS.upper() + "0123456789") for _ in range(count - 2)) + digits(r, 2)


# What must pass.
def iban(r):
    country, size = r.choice([("DE", 18), ("GB", 18), ("FR", 23), ("ES", 20), ("NL", 14)])
    bank = "".join(r.choice("ABCDEFGH") for _ in range(4)) if country in ("GB", "NL") else ""
    body = bank + "".join(r.choice("0123456789") for _ in range(size - len(bank)))
    number = int("".join(str(int(c, 36)) for c in body + country + "00"))
    whole = f"{country}{98 - number % 97:02d}{body}"
    return " ".join(whole[i:i + 4] for i in range(0, len(whole), 4)) if r.random() < 0.6 else whole


def bitcoin_address(r):
    return r.choice([lambda: base58check(b"\0" + raw(r, 20)), lambda: base58check(b"\x05" + raw(r, 20)),
                     lambda: "bc1q" + "".join(r.choice("qpzry9x8gf2tvdw0s3jn54khce6mua7l") for _ in range(38))])()


def tron_address(r):
    return base58check(b"\x41" + raw(r, 20))


def ether_address(r):
    return hexed(r, 40, "0x")


def solana_address(r):
    return base58(raw(r, 32))


def solana_signature(r):
    return base58(raw(r, 64))


def resident_number(r):
    body = r.choice(["110105", "620102", "310101", "440305"]) + f"19{r.randrange(60, 99)}{r.randrange(1, 13):02d}{r.randrange(1, 29):02d}" + digits(r, 3)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2))) % 11]
