// Verifies an exported package of a Redress audit log (`redress.export/1`, schemas/export/README.md).
//
// One file on purpose: whoever checks us copies it, reads it from top to bottom and builds it alone:
//
//     g++ -std=c++20 -O2 -pthread redress_verify.cpp -lcrypto -o redress_verify
//
// It shares no code with the engine, opens no connection, and trusts no key from inside the package.
// Exit 0: proven. 1: tampered. 2: cannot conclude (stale, a key or a quorum is missing, nothing to check).
// redress_verify.py beside it is a second implementation; both must say the same.
//
// Memory: a window of entry bundles, and about 120 bytes for each chain (case); none for each entry.
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif
#if defined(__GLIBC__)
#include <malloc.h>
#endif

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <condition_variable>
#include <ctime>
#include <deque>
#include <exception>
#include <filesystem>
#include <functional>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

namespace {

using bytes = std::string;
using digest = std::array<std::uint8_t, 32>;
using id16 = std::array<std::uint8_t, 16>;
namespace fs = std::filesystem;

constexpr std::uint64_t tile_width = 256;
constexpr std::int64_t second = 1'000'000;

// ---- hashing -----------------------------------------------------------------------------------

const EVP_MD* sha256_method()
{
    static const EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return method;
}

class hasher {
public:
    hasher() : context_(EVP_MD_CTX_new()) { reset(); }
    hasher(const hasher&) = delete;
    hasher& operator=(const hasher&) = delete;
    ~hasher() { EVP_MD_CTX_free(context_); }
    void reset()
    {
        if (EVP_DigestInit_ex2(context_, sha256_method(), nullptr) != 1)
            throw std::runtime_error("SHA-256 is not available");
    }
    void add(std::string_view part) { EVP_DigestUpdate(context_, part.data(), part.size()); }
    void add(const digest& part) { EVP_DigestUpdate(context_, part.data(), part.size()); }
    digest take()
    {
        digest out{};
        EVP_DigestFinal_ex(context_, out.data(), nullptr);
        reset();
        return out;
    }
    digest leaf(std::string_view body)
    {
        add(std::string_view("\0", 1));
        add(body);
        return take();
    }
    digest node(const digest& left, const digest& right)
    {
        std::array<std::uint8_t, 65> both{1};
        std::copy(left.begin(), left.end(), both.begin() + 1);
        std::copy(right.begin(), right.end(), both.begin() + 33);
        EVP_DigestUpdate(context_, both.data(), both.size());
        return take();
    }

private:
    EVP_MD_CTX* context_;
};

digest sha256(std::string_view text)
{
    hasher h;
    h.add(text);
    return h.take();
}

std::string hex(const std::uint8_t* data, std::size_t size)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (std::size_t i = 0; i < size; ++i) {
        out += digits[data[i] >> 4];
        out += digits[data[i] & 15];
    }
    return out;
}
std::string hex(const digest& value)
{
    return hex(value.data(), value.size());
}

constexpr auto nibbles = [] {
    std::array<std::int8_t, 256> table{};
    table.fill(-1);
    for (std::size_t i = 0; i < 10; ++i) table['0' + i] = static_cast<std::int8_t>(i);
    for (std::size_t i = 0; i < 6; ++i) table['a' + i] = static_cast<std::int8_t>(10 + i);
    return table;
}();
int nibble(char c)
{
    return nibbles[static_cast<unsigned char>(c)];
}

template <std::size_t N>
bool read_hex(std::string_view text, std::array<std::uint8_t, N>& out)
{
    if (text.size() != 2 * N) return false;
    int wrong = 0;
    for (std::size_t i = 0; i < N; ++i) {
        const int high = nibble(text[2 * i]), low = nibble(text[2 * i + 1]);
        wrong |= high | low;  // only what is no digit is negative
        out[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return wrong >= 0;
}

/// Standard base64 with padding, in the one form that the bytes have.
std::optional<bytes> base64(std::string_view text)
{
    static constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (text.size() % 4 != 0) return std::nullopt;
    bytes out;
    for (std::size_t i = 0; i < text.size(); i += 4) {
        std::uint32_t value = 0;
        int pads = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            const char c = text[i + k];
            const auto at = alphabet.find(c);
            if (c == '=' && i + 4 == text.size() && k >= 2) {
                ++pads;
                value <<= 6;
            } else if (at == std::string_view::npos || pads != 0) {
                return std::nullopt;
            } else {
                value = value << 6 | static_cast<std::uint32_t>(at);
            }
        }
        if ((pads == 1 && (value & 0xff) != 0) || (pads == 2 && (value & 0xffff) != 0)) return std::nullopt;
        out += static_cast<char>(value >> 16 & 255);
        if (pads < 2) out += static_cast<char>(value >> 8 & 255);
        if (pads < 1) out += static_cast<char>(value & 255);
    }
    return out;
}

std::optional<digest> base64_digest(std::string_view text)
{
    const auto raw = base64(text);
    if (!raw || raw->size() != 32) return std::nullopt;
    digest out{};
    std::memcpy(out.data(), raw->data(), 32);
    return out;
}

// ---- canonical JSON ----------------------------------------------------------------------------
// RFC 8785 in the strict profile: ASCII names in order and once, integers within 2^53 - 1, no white
// space, each character in its one form, UTF-8. What passes is the canonical form of what it says, so
// nothing has to be written again to compare.

/// Names are short and differ early: faster than a call for each.
constexpr bool before(std::string_view a, std::string_view b)
{
    const std::size_t both = std::min(a.size(), b.size());
    for (std::size_t i = 0; i < both; ++i)
        if (a[i] != b[i]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[i]);
    return a.size() < b.size();
}
constexpr bool same(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin());
}

class canonical {
public:
    explicit canonical(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

    /// One whole text: an object whose members go to `sink(name, value as written)`.
    template <class Sink>
    bool whole_object(Sink&& sink)
    {
        return object(0, sink) && at_ == end_;
    }
    template <class Sink>
    bool whole_array(Sink&& sink)
    {
        if (at_ == end_ || *at_ != '[') return false;
        return array(0, sink) && at_ == end_;
    }

private:
    static constexpr int depth_max = 32;
    static constexpr auto plain_ = [] {
        std::array<bool, 256> table{};
        for (std::size_t c = 0x20; c < 0x80; ++c) table[c] = c != '"' && c != '\\';
        return table;
    }();
    /// How many of the next 16 bytes are plain, from the first on: ASCII, no control character, no quote, no backslash.
    static unsigned plain_of_16(const char* at)
    {
#if defined(__SSE2__)
        const __m128i word = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
        // As signed numbers the bytes of other alphabets are below the control characters.
        const __m128i ends = _mm_or_si128(_mm_cmplt_epi8(word, _mm_set1_epi8(0x20)),
                                          _mm_or_si128(_mm_cmpeq_epi8(word, _mm_set1_epi8('"')),
                                                       _mm_cmpeq_epi8(word, _mm_set1_epi8('\\'))));
        const int found = _mm_movemask_epi8(ends);
        return static_cast<unsigned>(std::countr_zero(static_cast<unsigned>(found) | 0x10000u));
#else
        unsigned n = 0;
        while (n < 16 && plain_[static_cast<unsigned char>(at[n])]) ++n;
        return n;
#endif
    }
    static constexpr auto ignore_ = [](std::string_view, std::string_view) {};

    bool value(int depth)
    {
        if (at_ == end_ || depth > depth_max) return false;
        switch (*at_) {
            case '"':
                return text(false);
            case '{':
                return object(depth, ignore_);
            case '[':
                return array(depth, [](std::string_view) {});
            case 't':
                return word("true");
            case 'f':
                return word("false");
            case 'n':
                return word("null");
            default:
                return integer();
        }
    }
    template <class Sink>
    bool object(int depth, Sink&& sink)
    {
        if (at_ == end_ || *at_++ != '{') return false;
        if (at_ != end_ && *at_ == '}') return ++at_, true;
        std::string_view last;
        for (bool first = true;; first = false) {
            const char* const from = at_ + 1;
            if (at_ == end_ || *at_ != '"' || !text(true)) return false;
            const std::string_view name(from, static_cast<std::size_t>(at_ - from - 1));
            if (!first && !before(last, name)) return false;
            last = name;
            if (at_ == end_ || *at_++ != ':') return false;
            const char* const begins = at_;
            if (!value(depth + 1)) return false;
            sink(name, std::string_view(begins, static_cast<std::size_t>(at_ - begins)));
            if (at_ == end_) return false;
            const char between = *at_++;
            if (between == '}') return true;
            if (between != ',') return false;
        }
    }
    template <class Sink>
    bool array(int depth, Sink&& sink)
    {
        ++at_;
        if (at_ != end_ && *at_ == ']') return ++at_, true;
        for (;;) {
            const char* const begins = at_;
            if (!value(depth + 1)) return false;
            sink(std::string_view(begins, static_cast<std::size_t>(at_ - begins)));
            if (at_ == end_) return false;
            const char between = *at_++;
            if (between == ']') return true;
            if (between != ',') return false;
        }
    }
    bool word(std::string_view expected)
    {
        if (static_cast<std::size_t>(end_ - at_) < expected.size() ||
            std::string_view(at_, expected.size()) != expected)
            return false;
        at_ += expected.size();
        return true;
    }
    bool integer()
    {
        const bool minus = *at_ == '-';
        if (minus) ++at_;
        const char* const from = at_;
        std::uint64_t value = 0;
        for (; at_ != end_ && *at_ >= '0' && *at_ <= '9' && at_ - from < 17; ++at_)
            value = value * 10 + static_cast<std::uint64_t>(*at_ - '0');
        if (at_ == from || (*from == '0' && (at_ - from > 1 || minus))) return false;
        return value <= 9'007'199'254'740'991;
    }
    /// Of a name only printable ASCII without escapes passes.
    bool text(bool name)
    {
        for (++at_;;) {
            if (end_ - at_ >= 16) {
                const unsigned n = plain_of_16(at_);
                at_ += n;
                if (n == 16) continue;
            } else {
                while (at_ != end_ && plain_[static_cast<unsigned char>(*at_)]) ++at_;
                if (at_ == end_) return false;
            }
            if (*at_ == '"') return ++at_, true;
            if (name) return false;
            if (*at_ == '\\' ? !escape() : !utf8(static_cast<unsigned char>(*at_))) return false;
        }
    }
    bool escape()
    {
        if (end_ - at_ < 2) return false;
        switch (at_[1]) {
            case '"':
            case '\\':
            case 'b':
            case 't':
            case 'n':
            case 'f':
            case 'r':
                at_ += 2;
                return true;
            case 'u':
                break;
            default:
                return false;
        }
        if (end_ - at_ < 6 || at_[2] != '0' || at_[3] != '0' || (at_[4] != '0' && at_[4] != '1'))
            return false;
        const int low = nibble(at_[5]);
        if (low < 0) return false;
        const int code = (at_[4] - '0') * 16 + low;
        if (code == 8 || code == 9 || code == 10 || code == 12 || code == 13)
            return false;  // these have short forms
        at_ += 6;
        return true;
    }
    bool utf8(unsigned char lead)
    {
        const int more = lead >= 0xf0 && lead <= 0xf4 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc2 ? 1 : 0;
        if (lead < 0xc2 || lead > 0xf4 || end_ - at_ <= more) return false;
        std::uint32_t code = more == 3 ? lead & 7u : more == 2 ? lead & 15u : lead & 31u;
        for (int i = 1; i <= more; ++i) {
            const auto c = static_cast<unsigned char>(at_[i]);
            if ((c & 0xc0) != 0x80) return false;
            code = code << 6 | (c & 63u);
        }
        if ((more == 2 && code < 0x800) || (more == 3 && (code < 0x10000 || code > 0x10ffff)) ||
            (code >= 0xd800 && code < 0xe000))
            return false;
        at_ += more + 1;
        return true;
    }

    const char* at_;
    const char* end_;
};

/// A text value without its quotes; the values read here hold no escapes, other than in words for people.
std::string_view bare(std::string_view raw)
{
    return raw.size() >= 2 && raw.front() == '"' ? raw.substr(1, raw.size() - 2) : std::string_view();
}

std::optional<std::uint64_t> number(std::string_view raw)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(raw.data(), raw.data() + raw.size(), value);
    if (error != std::errc() || end != raw.data() + raw.size()) return std::nullopt;
    return value;
}

using members = std::vector<std::pair<std::string_view, std::string_view>>;
std::optional<members> object_of(std::string_view text)
{
    members out;
    if (!canonical(text).whole_object([&](auto name, auto value) { out.emplace_back(name, value); }))
        return std::nullopt;
    return out;
}
std::string_view member(const members& of, std::string_view name)
{
    for (const auto& [known, value] : of)
        if (same(known, name)) return value;
    return {};
}

bool read_uuid(std::string_view text, id16& out)
{
    if (text.size() != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-')
        return false;
    std::array<char, 32> digits{};
    std::size_t n = 0;
    for (std::size_t i = 0; i < 36; ++i)
        if (i != 8 && i != 13 && i != 18 && i != 23) digits[n++] = text[i];
    return read_hex(std::string_view(digits.data(), digits.size()), out);
}
std::string uuid_text(const id16& id)
{
    std::string out = hex(id.data(), id.size());
    for (const std::size_t at : {20u, 16u, 12u, 8u}) out.insert(at, "-");
    return out;
}

std::int64_t days_of(std::int64_t year, unsigned month, unsigned day)
{
    using namespace std::chrono;
    const auto date =
        std::chrono::year{static_cast<int>(year)} / std::chrono::month{month} / std::chrono::day{day};
    return date.ok() ? sys_days{date}.time_since_epoch().count() : INT64_MIN;
}

/// 2026-01-02T03:04:05.000000Z as microseconds; with `loose` the fraction may be left out.
std::optional<std::int64_t> read_instant(std::string_view text, bool loose = false)
{
    if (loose && text.size() == 20) {
        const std::string whole = std::string(text.substr(0, 19)) + ".000000Z";
        return read_instant(whole);
    }
    static constexpr std::string_view form = "dddd-dd-ddTdd:dd:dd.ddddddZ";
    if (text.size() != form.size()) return std::nullopt;
    for (std::size_t i = 0; i < form.size(); ++i)
        if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != form[i]) return std::nullopt;
    const auto part = [&](std::size_t from, std::size_t size) {
        std::int64_t value = 0;
        for (std::size_t i = from; i < from + size; ++i) value = value * 10 + (text[i] - '0');
        return value;
    };
    const std::int64_t days =
        days_of(part(0, 4), static_cast<unsigned>(part(5, 2)), static_cast<unsigned>(part(8, 2)));
    if (days == INT64_MIN || part(11, 2) > 23 || part(14, 2) > 59 || part(17, 2) > 59) return std::nullopt;
    return (days * 86400 + part(11, 2) * 3600 + part(14, 2) * 60 + part(17, 2)) * second + part(20, 6);
}

std::string instant_text(std::int64_t micros)
{
    const std::time_t at = static_cast<std::time_t>(micros / second);
    std::tm parts{};
    gmtime_r(&at, &parts);
    std::array<char, 32> out{};
    std::strftime(out.data(), out.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return out.data();
}

// ---- findings ----------------------------------------------------------------------------------

struct finding {
    bool tampered = true;
    std::string code;
    std::string words;
    std::optional<std::uint64_t> index;  // of the entry in the log
    std::string chain;                   // case, or the chain of what is no case
    std::uint64_t cseq = 0;
    std::string file;
    std::uint64_t order =
        0;  // among what is said of entries: the place in the log, or in a selective package
};

constexpr std::size_t kept_max = 1000;  // a log that is wrong everywhere need not fill the memory

class findings {
public:
    void tampered(std::string code, std::string words, std::string file = {})
    {
        rest_.push_back({true, std::move(code), std::move(words), {}, {}, 0, std::move(file)});
    }
    void unsure(std::string code, std::string words)
    {
        rest_.push_back({false, std::move(code), std::move(words), {}, {}, 0, {}});
    }
    void entry(finding one)
    {
        // Found in any order, the earliest are kept: the first bad place is exact however many there are.
        const auto place =
            std::upper_bound(entries_.begin(), entries_.end(), one,
                             [](const finding& a, const finding& b) { return a.order < b.order; });
        if (entries_.size() >= kept_max && place == entries_.end()) return;
        entries_.insert(place, std::move(one));
        if (entries_.size() > kept_max) entries_.pop_back();
    }
    [[nodiscard]] std::vector<finding> all() const
    {
        std::vector<finding> out = entries_;
        for (const bool kind : {true, false})
            for (const auto& one : rest_)
                if (one.tampered == kind) out.push_back(one);
        return out;
    }
    [[nodiscard]] bool has_entries() const { return !entries_.empty(); }
    [[nodiscard]] int exit_code() const
    {
        if (!entries_.empty() || std::ranges::any_of(rest_, [](const finding& f) { return f.tampered; }))
            return 1;
        return rest_.empty() ? 0 : 2;
    }

private:
    std::vector<finding> entries_;
    std::vector<finding> rest_;
};

// ---- notes, keys, policy -----------------------------------------------------------------------

struct verifier_key {
    std::string name;
    std::uint32_t id = 0;
    std::uint8_t type = 0;  // 1: Ed25519, 4: Ed25519 cosignature with its time
    bytes key;
};

std::uint32_t big_endian(std::string_view four)
{
    std::uint32_t out = 0;
    for (const char c : four.substr(0, 4)) out = out << 8 | static_cast<std::uint8_t>(c);
    return out;
}

/// name+id+key, as C2SP signed-note writes it. The id must be the one that name and key have.
std::optional<verifier_key> read_key(std::string_view text)
{
    const auto first = text.find('+');
    if (first == std::string_view::npos || first == 0) return std::nullopt;
    const auto second_plus = text.find('+', first + 1);
    if (second_plus == std::string_view::npos) return std::nullopt;
    verifier_key out;
    out.name = text.substr(0, first);
    std::array<std::uint8_t, 4> id{};
    const auto raw = base64(text.substr(second_plus + 1));
    if (!read_hex(text.substr(first + 1, second_plus - first - 1), id) || !raw || raw->size() != 33)
        return std::nullopt;
    out.type = static_cast<std::uint8_t>(raw->front());
    out.key = raw->substr(1);
    out.id = big_endian(std::string_view(reinterpret_cast<const char*>(id.data()), 4));
    const digest made = sha256(out.name + "\n" + *raw);
    if (big_endian(std::string_view(reinterpret_cast<const char*>(made.data()), 4)) != out.id)
        return std::nullopt;
    if (out.type != 1 && out.type != 4) return std::nullopt;
    return out;
}

bool ed25519(const bytes& key, std::string_view message, std::string_view signature)
{
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> public_key(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr,
                                    reinterpret_cast<const unsigned char*>(key.data()), key.size()),
        EVP_PKEY_free);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    return public_key && signature.size() == 64 &&
           EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, public_key.get()) == 1 &&
           EVP_DigestVerify(context.get(), reinterpret_cast<const unsigned char*>(signature.data()),
                            signature.size(), reinterpret_cast<const unsigned char*>(message.data()),
                            message.size()) == 1;
}

struct signature_line {
    std::string name;
    std::uint32_t id = 0;
    bytes signature;
};
struct note {
    std::string text;  // with its last line's end
    std::vector<signature_line> signatures;
};

std::optional<note> read_note(std::string_view whole)
{
    const auto blank = whole.rfind("\n\n");
    if (blank == std::string_view::npos) return std::nullopt;
    note out;
    out.text = whole.substr(0, blank + 1);
    auto rest = whole.substr(blank + 2);
    static constexpr std::string_view dash = "\xe2\x80\x94 ";
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        if (end == std::string_view::npos || !rest.starts_with(dash)) return std::nullopt;
        const auto line = rest.substr(dash.size(), end - dash.size());
        const auto space = line.find(' ');
        if (space == std::string_view::npos || space == 0) return std::nullopt;
        const auto raw = base64(line.substr(space + 1));
        if (!raw || raw->size() < 5) return std::nullopt;
        out.signatures.push_back({std::string(line.substr(0, space)), big_endian(*raw), raw->substr(4)});
        rest.remove_prefix(end + 1);
    }
    if (out.signatures.empty()) return std::nullopt;
    return out;
}

enum class signed_by { nobody, another, bad, good };

/// What the note says of one key. `time` is set by a cosignature.
signed_by signature_of(const note& of, const verifier_key& key, std::int64_t* time = nullptr)
{
    bool named = false, good = false;
    for (const auto& line : of.signatures) {
        if (line.name != key.name) continue;
        named = true;
        if (line.id != key.id) continue;
        if (key.type == 1) {
            if (!ed25519(key.key, of.text, line.signature)) return signed_by::bad;
        } else {
            if (line.signature.size() != 72) return signed_by::bad;
            std::uint64_t at = 0;
            for (std::size_t i = 0; i < 8; ++i) at = at << 8 | static_cast<std::uint8_t>(line.signature[i]);
            if (at > 253'402'300'799u) return signed_by::bad;
            const std::string message = "cosignature/v1\ntime " + std::to_string(at) + "\n" + of.text;
            if (!ed25519(key.key, message, std::string_view(line.signature).substr(8))) return signed_by::bad;
            if (time != nullptr) *time = static_cast<std::int64_t>(at) * second;
        }
        good = true;
    }
    return good ? signed_by::good : named ? signed_by::another : signed_by::nobody;
}

struct checkpoint {
    std::string origin;
    std::uint64_t size = 0;
    digest root{};
};

std::optional<checkpoint> read_checkpoint(const note& of)
{
    const auto first = of.text.find('\n');
    const auto next = of.text.find('\n', first + 1);
    if (first == std::string::npos || first == 0 || next == std::string::npos) return std::nullopt;
    const auto third = of.text.find('\n', next + 1);
    if (third == std::string::npos) return std::nullopt;
    checkpoint out;
    out.origin = of.text.substr(0, first);
    const std::string_view size = std::string_view(of.text).substr(first + 1, next - first - 1);
    const auto value = number(size);
    const auto root = base64_digest(std::string_view(of.text).substr(next + 1, third - next - 1));
    if (!value || std::to_string(*value) != size || !root) return std::nullopt;
    out.size = *value;
    out.root = *root;
    return out;
}

/// C2SP tlog-policy: log, witness, group and quorum lines.
struct witness_policy {
    std::vector<verifier_key> logs;
    std::map<std::string, verifier_key> witnesses;
    std::map<std::string, std::pair<std::size_t, std::vector<std::string>>> groups;
    std::string quorum = "none";

    [[nodiscard]] bool met(const std::string& name, const std::set<std::string>& signed_witnesses) const
    {
        if (name == "none") return true;
        if (witnesses.contains(name)) return signed_witnesses.contains(name);
        const auto found = groups.find(name);
        if (found == groups.end()) return false;
        std::size_t have = 0;
        for (const auto& one : found->second.second) have += met(one, signed_witnesses) ? 1u : 0u;
        return have >= found->second.first;
    }
};

std::vector<std::string> words_of(std::string_view line)
{
    std::vector<std::string> out;
    std::string word;
    for (const char c : std::string(line) + " ") {
        if (c != ' ' && c != '\t' && c != '\r') {
            word += c;
        } else if (!word.empty()) {
            out.push_back(std::move(word));
            word.clear();
        }
    }
    return out;
}

std::optional<witness_policy> read_policy(std::string_view text)
{
    witness_policy out;
    bool quorum = false;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = words_of(text.substr(0, std::min(text.find('#'), end)));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty()) continue;
        if (line[0] == "log" && line.size() >= 2) {
            const auto key = read_key(line[1]);
            if (!key) return std::nullopt;
            out.logs.push_back(*key);
        } else if (line[0] == "witness" && line.size() >= 3) {
            const auto key = read_key(line[2]);
            if (!key || key->type != 4 || out.witnesses.contains(line[1]) || out.groups.contains(line[1]))
                return std::nullopt;
            out.witnesses.emplace(line[1], *key);
        } else if (line[0] == "group" && line.size() >= 4) {
            std::vector<std::string> of(line.begin() + 3, line.end());
            // Members stand above their group, so that no group can hold itself.
            for (const auto& one : of)
                if (!out.witnesses.contains(one) && !out.groups.contains(one)) return std::nullopt;
            std::size_t needed = line[2] == "any" ? 1 : line[2] == "all" ? of.size() : 0;
            if (needed == 0) needed = static_cast<std::size_t>(number(line[2]).value_or(0));
            if (needed == 0 || needed > of.size() || out.witnesses.contains(line[1])) return std::nullopt;
            out.groups[line[1]] = {needed, std::move(of)};
        } else if (line[0] == "quorum" && line.size() == 2 && !quorum) {
            out.quorum = line[1];
            quorum = true;
        } else {
            return std::nullopt;
        }
    }
    if (!quorum ||
        (out.quorum != "none" && !out.witnesses.contains(out.quorum) && !out.groups.contains(out.quorum)))
        return std::nullopt;
    return out;
}

// ---- the tree ----------------------------------------------------------------------------------

/// RFC 6962 by its complete subtrees: grows by one leaf, or by a complete subtree of 2^height leaves.
class growing_tree {
public:
    void add(hasher& h, digest value, int height = 0)
    {
        while (!parts_.empty() && parts_.back().first == height) {
            value = h.node(parts_.back().second, value);
            parts_.pop_back();
            ++height;
        }
        parts_.emplace_back(height, value);
    }
    [[nodiscard]] digest root(hasher& h) const
    {
        if (parts_.empty()) return sha256("");
        digest out = parts_.back().second;
        for (std::size_t i = parts_.size() - 1; i-- > 0;) out = h.node(parts_[i].second, out);
        return out;
    }

private:
    std::vector<std::pair<int, digest>> parts_;
};

/// RFC 9162 2.1.3.2.
bool included(hasher& h, const digest& leaf, std::uint64_t index, std::uint64_t size,
              const std::vector<digest>& proof, const digest& root)
{
    if (index >= size) return false;
    std::uint64_t at = index, last = size - 1;
    digest value = leaf;
    for (const auto& hash : proof) {
        if (last == 0) return false;
        if ((at & 1) != 0 || at == last) {
            value = h.node(hash, value);
            while ((at & 1) == 0 && at != 0) {
                at >>= 1;
                last >>= 1;
            }
        } else {
            value = h.node(value, hash);
        }
        at >>= 1;
        last >>= 1;
    }
    return last == 0 && value == root;
}

/// C2SP tlog-tiles: 1234067 is x001/x234/067.
std::string tile_number(std::uint64_t n)
{
    std::array<char, 8> part{};
    std::snprintf(part.data(), part.size(), "%03u", static_cast<unsigned>(n % 1000));
    std::string out = part.data();
    for (n /= 1000; n > 0; n /= 1000) {
        std::snprintf(part.data(), part.size(), "x%03u/", static_cast<unsigned>(n % 1000));
        out.insert(0, part.data());
    }
    return out;
}
std::string tile_name(const std::string& level, std::uint64_t n, std::uint64_t width)
{
    return "log/tile/" + level + "/" + tile_number(n) +
           (width == tile_width ? "" : ".p/" + std::to_string(width));
}

// ---- files -------------------------------------------------------------------------------------

struct closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using file_ptr = std::unique_ptr<std::FILE, closer>;

std::optional<bytes> read_file(const fs::path& path)
{
    const file_ptr file(std::fopen(path.c_str(), "rb"));
    if (!file) return std::nullopt;
    bytes out;
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error) return std::nullopt;
    out.resize(size);
    out.resize(std::fread(out.data(), 1, out.size(), file.get()));
    if (out.size() != size) return std::nullopt;
    return out;
}

std::optional<std::pair<digest, std::uint64_t>> digest_of_file(const fs::path& path)
{
    const file_ptr file(std::fopen(path.c_str(), "rb"));
    if (!file) return std::nullopt;
    hasher h;
    bytes part(1 << 18, '\0');
    std::uint64_t size = 0;
    while (const std::size_t n = std::fread(part.data(), 1, part.size(), file.get())) {
        h.add(std::string_view(part.data(), n));
        size += n;
    }
    if (std::ferror(file.get()) != 0) return std::nullopt;
    return std::pair{h.take(), size};
}

// ---- entries -----------------------------------------------------------------------------------

/// Views into the entry's bytes, which its bundle keeps.
struct sealed_value {
    std::string_view slot, subject, kc;
    std::uint64_t epoch = 0, length = 0;
    digest sha256{};
    bool missing = false;
};
struct move {
    std::string_view machine, item, from, to;
};

/// One entry as far as it is checked. `code` is set when its bytes themselves are wrong.
struct entry {
    digest leaf{};
    id16 id{}, chain{};
    bool compartment = false;  // a compartment has its case's id and a chain of its own
    bool of_case = false;
    bool has_previous = false;
    digest previous{};
    std::uint64_t cseq = 0;
    std::int64_t recorded = 0;
    std::optional<std::uint64_t> version;
    std::string_view type, event, document;  // likewise
    std::vector<move> moves;
    std::vector<sealed_value> sealed;
    std::string seal_root;
    std::uint64_t seal_size = 0;
    bool placed = false;  // chain and number can be read
    const char* code = nullptr;
    std::string words;
};

/// So that a view is looked for without being copied.
struct text_hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

struct expected_log {
    std::string origin, tenant;
};

void read_sealed(std::string_view raw, entry& out, bool& wrong)
{
    const bool whole = canonical(raw).whole_array([&](std::string_view element) {
        sealed_value one;
        bool digested = false;
        wrong |= !canonical(element).whole_object([&](std::string_view name, std::string_view value) {
            if (same(name, "epoch")) one.epoch = number(value).value_or(0);
            if (same(name, "kc")) one.kc = bare(value);
            if (same(name, "len")) one.length = number(value).value_or(0);
            if (same(name, "sha256")) digested = read_hex(bare(value), one.sha256);
            if (same(name, "slot")) one.slot = bare(value);
            if (same(name, "subject")) one.subject = bare(value);
        });
        wrong |= !digested || one.slot.empty();
        out.sealed.push_back(one);
    });
    wrong |= !whole;
}

void read_moves(std::string_view raw, entry& out)
{
    canonical(raw).whole_array([&](std::string_view element) {
        move one;
        canonical(element).whole_object([&](std::string_view name, std::string_view value) {
            if (same(name, "from")) one.from = bare(value);
            if (same(name, "machine")) one.machine = bare(value);
            if (same(name, "subject")) one.item = bare(value);
            if (same(name, "to")) one.to = bare(value);
        });
        out.moves.push_back(one);
    });
}

entry read_entry(hasher& h, std::string_view body, const expected_log& expected)
{
    entry out;
    out.leaf = h.leaf(body);
    // Sorted like the members themselves, so that one walk finds them all.
    static constexpr std::array<std::string_view, 18> names = {
        "at",    "case", "chain", "cprev",  "cseq", "data", "ev", "id",  "log",
        "moves", "rec",  "salt",  "sealed", "ten",  "type", "v",  "ver", "zz"};
    enum { at, case_, chain, cprev, cseq, data, ev, id, log, moves, rec, salt, sealed, ten, type, v, ver };
    std::array<std::string_view, names.size()> have{};
    std::size_t next = 0;
    const bool whole = canonical(body).whole_object([&](std::string_view name, std::string_view value) {
        while (next < names.size() && before(names[next], name)) ++next;
        if (next < names.size() && same(names[next], name)) have[next] = value;
    });
    if (!whole || body.size() > 65'535) {
        out.code = "entry_not_canonical";
        out.words = "its bytes are not canonical JSON of the strict profile";
        return out;
    }
    const auto count = number(have[cseq]);
    const auto recorded = read_instant(bare(have[rec]));
    out.type = bare(have[type]);
    out.event = bare(have[ev]);
    out.of_case = !have[case_].empty() && have[chain].empty();
    out.compartment = out.type.starts_with("restricted.");
    id16 salt_bytes{};
    const auto chain_name = have[chain].empty() ? have[case_] : have[chain];
    bool wrong = bare(have[v]) != "redress.audit/1" || !count || *count == 0 || !recorded ||
                 !read_instant(bare(have[at])) || out.type.empty() || !read_uuid(bare(have[id]), out.id) ||
                 !read_uuid(bare(chain_name), out.chain) || !read_hex(bare(have[salt]), salt_bytes);
    out.cseq = count.value_or(0);
    out.recorded = recorded.value_or(0);
    out.has_previous = !have[cprev].empty();
    if (out.has_previous) wrong |= !read_hex(bare(have[cprev]), out.previous);
    if (!wrong) wrong = out.has_previous == (out.cseq == 1);
    if (!have[ver].empty()) out.version = number(have[ver]);
    if (!have[sealed].empty()) read_sealed(have[sealed], out, wrong);
    if (!have[moves].empty()) read_moves(have[moves], out);
    if (out.type == "index.sealed" || out.event == "content_redacted" || out.event == "document_added") {
        if (const auto of = object_of(have[data])) {
            out.document = bare(member(*of, "document"));
            if (out.type == "index.sealed") {
                out.seal_root = bare(member(*of, "root"));
                out.seal_size = number(bare(member(*of, "size"))).value_or(0);
            }
        }
    }
    if (wrong) {
        out.code = "entry_malformed";
        out.words = "a member that every entry has is missing or has another form";
        return out;
    }
    out.placed = true;
    if (bare(have[log]) != expected.origin || bare(have[ten]) != expected.tenant) {
        out.code = "entry_of_another_log";
        out.words = "it was written for another log or tenant";
    }
    return out;
}

// ---- sealed values -----------------------------------------------------------------------------

struct disclosed_keys {
    std::map<std::pair<std::string, std::uint64_t>, bytes> of;
};

std::optional<disclosed_keys> read_keys(std::string_view text)
{
    while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
    const auto whole = object_of(text);
    if (!whole || bare(member(*whole, "v")) != "redress.keys/1") return std::nullopt;
    disclosed_keys out;
    bool wrong = false;
    wrong |= !canonical(member(*whole, "keys")).whole_array([&](std::string_view element) {
        const auto of = object_of(element);
        const auto key = of ? base64(bare(member(*of, "key"))) : std::nullopt;
        if (!key || key->size() != 32) {
            wrong = true;
            return;
        }
        out.of[{std::string(bare(member(*of, "subject"))), number(member(*of, "epoch")).value_or(0)}] = *key;
    });
    if (wrong) return std::nullopt;
    return out;
}

bool opens(const bytes& key, std::string_view stored, const std::string& about)
{
    if (stored.size() < 28) return false;
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                  EVP_CIPHER_CTX_free);
    const auto* const data = reinterpret_cast<const unsigned char*>(stored.data());
    std::array<unsigned char, 16> tag{};
    std::memcpy(tag.data(), data + stored.size() - 16, 16);
    bytes clear(stored.size(), '\0');
    int n = 0;
    auto* const to = reinterpret_cast<unsigned char*>(clear.data());
    const bool good =
        EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr,
                           reinterpret_cast<const unsigned char*>(key.data()), data) == 1 &&
        EVP_DecryptUpdate(context.get(), nullptr, &n, reinterpret_cast<const unsigned char*>(about.data()),
                          static_cast<int>(about.size())) == 1 &&
        EVP_DecryptUpdate(context.get(), to, &n, data + 12, static_cast<int>(stored.size() - 28)) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, 16, tag.data()) == 1 &&
        EVP_DecryptFinal_ex(context.get(), to + n, &n) == 1;
    OPENSSL_cleanse(clear.data(), clear.size());
    return good;
}

bool commits(const bytes& key, const sealed_value& value)
{
    const std::string about = "redress/kc/1" + std::string(value.subject);
    digest out{};
    unsigned size = 32;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
         reinterpret_cast<const unsigned char*>(about.data()), about.size(), out.data(), &size);
    return hex(out) == value.kc;
}

bool plain_name(std::string_view slot)
{
    return !slot.empty() && slot.front() != '.' && std::ranges::all_of(slot, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-' || c == '.' || c == '#';
    });
}

// ---- work for several threads -------------------------------------------------------------------

/// Makes things 0, 1, 2 ... with a thread for each core and gives them in their order, a window of them ahead.
template <class Thing>
class in_order {
public:
    in_order(std::uint64_t count, std::function<Thing(std::uint64_t)> make)
        : count_(count), make_(std::move(make))
    {
        const unsigned threads = std::max(1u, std::thread::hardware_concurrency());
        made_.resize(std::size_t{threads} * 4);
        for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
    }
    ~in_order()
    {
        {
            const std::lock_guard hold(guard_);
            count_ = 0;
        }
        changed_.notify_all();
        for (auto& one : threads_) one.join();
    }
    in_order(const in_order&) = delete;
    in_order& operator=(const in_order&) = delete;

    /// To be called `count` times. Throws what making it threw.
    Thing next()
    {
        std::unique_lock hold(guard_);
        auto& place = made_[given_ % made_.size()];
        changed_.wait(hold, [&] { return place.has_value() || failed_; });
        if (!place) std::rethrow_exception(failed_);
        Thing out = *std::move(place);
        place.reset();
        ++given_;
        hold.unlock();
        changed_.notify_all();
        return out;
    }

private:
    void work()
    {
        for (std::unique_lock hold(guard_);;) {
            changed_.wait(hold, [&] { return begun_ >= count_ || begun_ < given_ + made_.size(); });
            if (begun_ >= count_ || failed_) return;
            const std::uint64_t n = begun_++;
            hold.unlock();
            std::optional<Thing> one;
            std::exception_ptr failed;
            try {
                one = make_(n);
            } catch (...) {
                failed = std::current_exception();
            }
            hold.lock();
            if (failed)
                failed_ = failed;
            else
                made_[n % made_.size()] = std::move(one);
            changed_.notify_all();
        }
    }

    std::uint64_t count_, begun_ = 0, given_ = 0;
    std::function<Thing(std::uint64_t)> make_;
    std::vector<std::optional<Thing>> made_;
    std::mutex guard_;
    std::condition_variable changed_;
    std::exception_ptr failed_;
    std::vector<std::thread> threads_;
};

// ---- the package -------------------------------------------------------------------------------

struct options {
    fs::path package;
    std::vector<verifier_key> keys;
    std::optional<witness_policy> policy;
    std::optional<std::int64_t> as_of;
    std::int64_t lag_max = 3600 * second;
    std::optional<bytes> older;
    std::optional<disclosed_keys> disclosed;
    bool json = false;
};

struct manifest_file {
    std::uint64_t size = 0;
    digest sha256{};
};

struct seal {
    std::uint64_t size = 0;
    std::string root;
};

class verification {
public:
    explicit verification(const options& how) : how_(how) {}

    int run()
    {
        if (check_manifest() && check_checkpoint()) {
            if (full_)
                check_full();
            else
                check_selective();
            check_files();
            check_counts();
            check_freshness();
        }
        report();
        return found_.exit_code();
    }

private:
    struct chain_state {
        std::uint64_t cseq = 0;
        digest leaf{};
        std::uint64_t index = 0;
        std::uint64_t version = 0;
        bool of_case = false;
        std::vector<std::pair<std::uint16_t, std::uint16_t>> states;
    };
    struct chain_key {
        id16 id{};
        bool compartment = false;
        bool operator==(const chain_key&) const = default;
        auto operator<=>(const chain_key&) const = default;
    };
    struct chain_hash {
        std::size_t operator()(const chain_key& key) const
        {
            // The tail of an id is random.
            std::size_t out = 0;
            std::memcpy(&out, key.id.data() + 8, sizeof out);
            return out * 2 + (key.compartment ? 1 : 0);
        }
    };
    struct missing_value {
        std::uint64_t index = 0, cseq = 0, order = 0;
        std::string slot;
        std::string document;
    };

    void at_entry(std::string code, std::string words, std::optional<std::uint64_t> index, const entry* of)
    {
        finding one{true, std::move(code), std::move(words), index, {}, 0, {}, index.value_or(0)};
        if (of != nullptr && of->placed) {
            one.chain = uuid_text(of->chain);
            one.cseq = of->cseq;
        }
        found_.entry(std::move(one));
    }

    // Step 1: what the package says of itself.
    bool check_manifest()
    {
        const auto text = read_file(how_.package / "manifest.json");
        if (!text) {
            found_.unsure("no_manifest", "there is no manifest.json: this is no package, or not all of it");
            return false;
        }
        manifest_text_ = *text;
        const auto whole = object_of(manifest_text_);
        if (!whole || bare(member(*whole, "v")) != "redress.export/1") {
            found_.tampered("manifest_unreadable", "manifest.json is not canonical JSON of redress.export/1",
                            "manifest.json");
            return false;
        }
        expected_.origin = bare(member(*whole, "log"));
        expected_.tenant = bare(member(*whole, "tenant"));
        const auto scope = object_of(member(*whole, "scope")), counts = object_of(member(*whole, "counts")),
                   head = object_of(member(*whole, "checkpoint"));
        bool wrong = !scope || !counts || !head;
        if (!wrong) {
            full_ = bare(member(*scope, "kind")) == "full";
            for (const auto& [name, value] : *counts) counts_[std::string(name)] = number(value).value_or(0);
            claimed_size_ = number(member(*head, "size")).value_or(0);
            wrong |= !read_hex(bare(member(*head, "root")), claimed_root_);
        }
        words_included_ = bare(member(*whole, "words")) == "sealed";
        profile_ = bare(member(*whole, "profile"));
        if (const auto raw = member(*whole, "seals"); !raw.empty())
            wrong |= !canonical(raw).whole_array(
                [&](std::string_view size) { seal_sizes_.insert(number(size).value_or(0)); });
        wrong |= !canonical(member(*whole, "files")).whole_array([&](std::string_view element) {
            const auto of = object_of(element);
            manifest_file one;
            if (!of || !read_hex(bare(member(*of, "sha256")), one.sha256)) {
                wrong = true;
                return;
            }
            one.size = number(member(*of, "bytes")).value_or(0);
            const std::string path(bare(member(*of, "path")));
            // A path that leads out of the package is none of its files.
            if (path.empty() || path.front() == '/' || ("/" + path + "/").find("/../") != std::string::npos)
                wrong = true;
            files_[path] = one;
        });
        if (wrong) {
            found_.tampered("manifest_unreadable", "manifest.json lacks a member, or one has another form",
                            "manifest.json");
            return false;
        }
        return true;
    }

    void check_manifest_note(const std::vector<verifier_key>& keys)
    {
        const auto text = read_file(how_.package / "manifest.note");
        const auto parsed = text ? read_note(*text) : std::nullopt;
        if (!text) {
            found_.unsure("no_manifest_note", "manifest.note is missing: nobody answers for the manifest");
            return;
        }
        if (!parsed) {
            found_.tampered("manifest_note_unreadable", "manifest.note is no signed note", "manifest.note");
            return;
        }
        signed_by best = signed_by::nobody;
        for (const auto& key : keys) {
            const auto one = signature_of(*parsed, key);
            if (one == signed_by::bad) {
                found_.tampered("manifest_signature",
                                "the signature of " + key.name + " under the manifest is wrong",
                                "manifest.note");
                return;
            }
            best = std::max(best, one);
        }
        if (best == signed_by::another)
            found_.tampered("manifest_signature",
                            "the manifest is signed in the log's name by another key than the pinned one",
                            "manifest.note");
        else if (best != signed_by::good)
            found_.unsure("no_manifest_signature", "the manifest is not signed by a key that you pinned");
        else if (parsed->text !=
                 "redress.export/1\n" + expected_.origin + "\nmanifest " + hex(sha256(manifest_text_)) + "\n")
            found_.tampered("manifest_differs", "manifest.json is not the one that was signed",
                            "manifest.json");
        else
            proven_.push_back(
                "the manifest (scope, filter, requester, purpose, counts, digests) is the one that " +
                expected_.origin + " signed");
    }

    bool check_checkpoint()
    {
        const auto text = read_file(how_.package / "log" / "checkpoint");
        if (!text) {
            found_.tampered("file_missing", "log/checkpoint is missing", "log/checkpoint");
            return false;
        }
        checkpoint_text_ = *text;
        const auto parsed = read_note(checkpoint_text_);
        const auto head = parsed ? read_checkpoint(*parsed) : std::nullopt;
        if (!head) {
            found_.tampered("checkpoint_unreadable", "log/checkpoint is no C2SP checkpoint",
                            "log/checkpoint");
            return false;
        }
        checkpoint_ = *head;
        auto keys = how_.keys;
        if (how_.policy) keys.insert(keys.end(), how_.policy->logs.begin(), how_.policy->logs.end());
        check_manifest_note(keys);
        if (keys.empty()) {
            found_.unsure("no_key",
                          "no key is pinned: give the log's key by --key, as you got it outside the package");
        } else {
            signed_by best = signed_by::nobody;
            for (const auto& key : keys)
                if (key.name == checkpoint_.origin) best = std::max(best, signature_of(*parsed, key));
            // max() ranks a wrong signature below a good one, and one wrong signature spoils a note.
            for (const auto& key : keys)
                if (signature_of(*parsed, key) == signed_by::bad) best = signed_by::bad;
            if (best == signed_by::bad)
                found_.tampered("checkpoint_signature",
                                "a signature of a pinned key under the checkpoint is wrong",
                                "log/checkpoint");
            else if (best == signed_by::another)
                found_.tampered(
                    "checkpoint_signature",
                    "the checkpoint is signed in the log's name by another key than the pinned one",
                    "log/checkpoint");
            else if (best == signed_by::nobody)
                found_.unsure("no_signature", "the checkpoint of " + checkpoint_.origin +
                                                  " has no signature of a key that you pinned");
            else
                proven_.push_back("the checkpoint of " + checkpoint_.origin + " over " +
                                  std::to_string(checkpoint_.size) + " entries is signed by the pinned key");
        }
        check_witnesses(*parsed);
        if (expected_.origin != checkpoint_.origin)
            found_.tampered("checkpoint_of_another_log", "manifest and checkpoint name different logs",
                            "log/checkpoint");
        if (claimed_size_ != checkpoint_.size || claimed_root_ != checkpoint_.root)
            found_.tampered("manifest_checkpoint",
                            "the manifest names another size or root than the checkpoint", "manifest.json");
        if (checkpoint_.size == 0) {
            found_.unsure("empty", "the log holds no entry: nothing is proven by that");
            return false;
        }
        check_older();
        return true;
    }

    void check_witnesses(const note& of)
    {
        if (!how_.policy) {
            not_proven_.emplace_back(
                "that nobody with the log's key wrote a second history: no witness policy was given "
                "(--witness-policy)");
            return;
        }
        std::set<std::string> good;
        for (const auto& [name, key] : how_.policy->witnesses) {
            std::int64_t time = 0;
            switch (signature_of(of, key, &time)) {
                case signed_by::bad:
                    found_.tampered("witness_signature", "the cosignature of witness " + name + " is wrong",
                                    "log/checkpoint");
                    break;
                case signed_by::good:
                    good.insert(name);
                    first_seen_ = first_seen_ ? std::min(*first_seen_, time) : time;
                    last_seen_ = last_seen_ ? std::max(*last_seen_, time) : time;
                    break;
                default:
                    break;
            }
        }
        if (how_.policy->met(how_.policy->quorum, good))
            proven_.push_back("the checkpoint is cosigned by " + std::to_string(good.size()) +
                              " known witness(es), as the policy asks");
        else
            found_.unsure("no_quorum", "too few of the policy's witnesses cosigned the checkpoint");
    }

    void check_older()
    {
        if (!how_.older) {
            not_proven_.emplace_back(
                "that this is the continuation of what you saw before: no earlier checkpoint was given "
                "(--older)");
            return;
        }
        const auto parsed = read_note(*how_.older);
        const auto head = parsed ? read_checkpoint(*parsed) : std::nullopt;
        bool good = false;
        for (const auto& key : how_.keys)
            if (parsed && head && key.name == head->origin)
                good |= signature_of(*parsed, key) == signed_by::good;
        if (how_.policy && parsed && head)
            for (const auto& key : how_.policy->logs)
                good |= key.name == head->origin && signature_of(*parsed, key) == signed_by::good;
        if (!good || head->origin != checkpoint_.origin) {
            found_.unsure("older_unusable",
                          "the earlier checkpoint is not one of this log, signed by the pinned key");
            return;
        }
        if (head->size > checkpoint_.size) {
            found_.unsure("stale", "you hold a checkpoint of " + std::to_string(head->size) +
                                       " entries, this package has " + std::to_string(checkpoint_.size) +
                                       ": ask for a newer package");
            return;
        }
        if (how_.policy)
            for (const auto& [name, key] : how_.policy->witnesses) {
                std::int64_t time = 0;
                if (signature_of(*parsed, key, &time) == signed_by::good)
                    older_seen_ = older_seen_ ? std::max(*older_seen_, time) : time;
            }
        older_ = *head;
        if (head->size == checkpoint_.size) {
            if (head->root != checkpoint_.root)
                found_.tampered(
                    "split_view",
                    "two signed checkpoints of one size have different roots: the log shows two histories",
                    "log/checkpoint");
        } else if (!full_ && head->size != 0) {
            found_.unsure(
                "older_not_checkable",
                "a selective package cannot be compared with an earlier checkpoint: ask for a full one");
        }
    }

    // Step 2-4 of a full export: bundles in order, several being read at once.
    struct bundle {
        bytes content;  // the entries look into it
        std::vector<digest> leaves;
        std::vector<entry> entries;
        std::optional<digest> subtree;  // of a whole one
        bytes tile;
        bool tile_read = false;
        std::string broken;  // code
        std::uint64_t broken_at = 0;
    };

    [[nodiscard]] bundle read_bundle(std::uint64_t n) const
    {
        bundle out;
        hasher h;
        const std::uint64_t first = n * tile_width, width = std::min(tile_width, checkpoint_.size - first);
        out.leaves.reserve(width);
        out.entries.reserve(width);
        auto content = read_file(how_.package / tile_name("entries", n, width));
        // A bundle with more or fewer entries has another name: what it holds tells where they begin to differ.
        for (std::uint64_t other = tile_width; !content && other > 0; --other)
            if (other != width) content = read_file(how_.package / tile_name("entries", n, other));
        if (!content) {
            out.broken = "entry_missing";
            out.broken_at = first;
        } else {
            out.content = *std::move(content);
            std::string_view rest = out.content;
            while (!rest.empty() && out.leaves.size() < width) {
                const std::size_t size =
                    rest.size() < 2 ? 0
                                    : static_cast<std::size_t>(static_cast<std::uint8_t>(rest[0])) << 8 |
                                          static_cast<std::uint8_t>(rest[1]);
                if (rest.size() < 2 || rest.size() - 2 < size) {
                    out.broken = "bundle_unreadable";
                    out.broken_at = first + out.leaves.size();
                    break;
                }
                out.entries.push_back(read_entry(h, rest.substr(2, size), expected_));
                out.leaves.push_back(out.entries.back().leaf);
                check_words(out.entries.back());
                rest.remove_prefix(2 + size);
            }
            if (out.broken.empty() && out.leaves.size() < width) {
                out.broken = "entry_missing";
                out.broken_at = first + out.leaves.size();
            } else if (out.broken.empty() && !rest.empty()) {
                out.broken = "entry_surplus";
                out.broken_at = first + width;
            }
        }
        if (const auto tile = read_file(how_.package / tile_name("0", n, width))) {
            out.tile = *tile;
            out.tile_read = true;
        }
        if (out.leaves.size() == tile_width) out.subtree = subtree_of(h, out.leaves);
        return out;
    }

    static digest subtree_of(hasher& h, std::vector<digest> nodes)
    {
        while (nodes.size() > 1) {
            for (std::size_t i = 0; i < nodes.size() / 2; ++i)
                nodes[i] = h.node(nodes[2 * i], nodes[2 * i + 1]);
            nodes.resize(nodes.size() / 2);
        }
        return nodes.front();
    }

    // Step 6, as far as the bytes go. Whether a value may be missing, its chain says later.
    void check_words(entry& of) const
    {
        if (!words_included_ || of.code != nullptr) return;
        for (auto& value : of.sealed) {
            const std::string slot(value.slot), subject(value.subject);
            const auto content = plain_name(slot)
                                     ? read_file(how_.package / "sealed" / (uuid_text(of.id) + "." + slot))
                                     : std::nullopt;
            if (!content) {
                value.missing = true;
                continue;
            }
            if (sha256(*content) != value.sha256 || (value.length != 0 && content->size() != value.length)) {
                of.words = "sealed_differs:its sealed value '" + slot + "' is not the one that was recorded";
                return;
            }
            if (!how_.disclosed || subject.empty()) continue;
            const auto key = how_.disclosed->of.find({subject, value.epoch});
            if (key == how_.disclosed->of.end()) continue;
            if (!commits(key->second, value)) {
                of.words = "key_commitment:the key disclosed for '" + slot +
                           "' is not the one that was committed to";
                return;
            }
            if (!opens(key->second, *content,
                       expected_.origin + "|" + uuid_text(of.id) + "|" + slot + "|" + subject)) {
                of.words =
                    "sealed_does_not_open:its sealed value '" + slot + "' does not open under its own place";
                return;
            }
        }
    }

    void check_full()
    {
        hasher h;
        growing_tree tree;
        std::vector<std::vector<digest>> levels;
        std::vector<std::uint64_t> tiles_before;
        std::vector<finding> not_in_tile;
        std::vector<std::string> bad_tiles;
        bool whole = true;
        std::array<chain_state*, tile_width> states{};
        const std::uint64_t bundles = (checkpoint_.size + tile_width - 1) / tile_width;
        in_order<bundle> reading(bundles, [this](std::uint64_t n) { return read_bundle(n); });
        for (std::uint64_t n = 0; n < bundles; ++n) {
            const bundle one = reading.next();
            const std::uint64_t first = n * tile_width,
                                width = std::min(tile_width, checkpoint_.size - first);
            const std::string tile_path = tile_name("0", n, width);
            if (!one.tile_read)
                bad_tiles.push_back(tile_path);
            else if (one.tile.size() != width * 32)
                bad_tiles.push_back(tile_path);
            bool tile_differs = false;
            // All of a bundle together, so that one is looked for while another comes from memory.
            for (std::size_t k = 0; k < one.entries.size(); ++k)
                states[k] = one.entries[k].code == nullptr ? &state_of(one.entries[k]) : nullptr;
            for (std::uint64_t k = 0; k < one.entries.size(); ++k) {
                const std::uint64_t index = first + k;
                if (one.tile.size() >= (k + 1) * 32 &&
                    std::memcmp(one.tile.data() + k * 32, one.leaves[k].data(), 32) != 0) {
                    tile_differs = true;
                    if (not_in_tile.size() < kept_max) {
                        finding differs{true,
                                        "entry_differs",
                                        "it is not the entry whose hash stands in the log's tile",
                                        index,
                                        {},
                                        0,
                                        {},
                                        index};
                        if (one.entries[k].placed) {
                            differs.chain = uuid_text(one.entries[k].chain);
                            differs.cseq = one.entries[k].cseq;
                        }
                        not_in_tile.push_back(std::move(differs));
                    }
                }
                take(h, one.entries[k], states[k], index);
                if (older_ && index + 1 == older_->size) {
                    // The tree up to here: whole bundles before, and these leaves.
                    growing_tree prefix = tree;
                    for (std::uint64_t i = 0; i <= k; ++i) prefix.add(h, one.leaves[i]);
                    if (whole && prefix.root(h) != older_->root) prefix_differs_ = true;
                    prefix_seen_ = whole;
                }
            }
            if (tile_differs) bad_tiles.push_back(tile_path);
            if (!one.broken.empty()) {
                whole = false;
                found_.entry({true,
                              one.broken,
                              one.broken == "entry_surplus" ? "there are more entries than the log has"
                                                            : "entries are missing from here on",
                              one.broken_at,
                              {},
                              0,
                              {},
                              one.broken_at});
            }
            if (one.subtree) {
                tree.add(h, *one.subtree, 8);
                add_to_level(h, levels, tiles_before, 1, *one.subtree, bad_tiles);
            } else {
                for (const auto& leaf : one.leaves) tree.add(h, leaf);
            }
        }
        for (std::size_t level = 1; level <= levels.size(); ++level)
            if (const auto& rest = levels[level - 1]; !rest.empty())
                compare_tile(level, tiles_before[level - 1], rest, bad_tiles);
        check_ids();
        const bool right = whole && tree.root(h) == checkpoint_.root;
        if (!right) {
            for (auto& one : not_in_tile) found_.entry(std::move(one));
            if (whole) found_.tampered("root_differs", "the entries do not give the root of the checkpoint");
        } else {
            std::ranges::sort(bad_tiles);
            bad_tiles.erase(std::unique(bad_tiles.begin(), bad_tiles.end()), bad_tiles.end());
            for (const auto& path : bad_tiles)
                found_.tampered("tile_differs", "this tile is missing or is not the log's", path);
            proven_.push_back("all " + std::to_string(checkpoint_.size) +
                              " entries of the log are here, unchanged and in order");
        }
        if (prefix_differs_)
            found_.tampered("prefix_differs",
                            "the first " + std::to_string(older_->size) +
                                " entries are not those that the earlier checkpoint was signed over");
        else if (prefix_seen_)
            proven_.push_back("nothing of the " + std::to_string(older_->size) +
                              " entries of the earlier checkpoint was changed");
        finish_chains();
    }

    void add_to_level(hasher& h, std::vector<std::vector<digest>>& levels, std::vector<std::uint64_t>& before,
                      std::size_t level, const digest& value, std::vector<std::string>& bad)
    {
        if (levels.size() < level) {
            levels.emplace_back();
            before.push_back(0);
        }
        auto& nodes = levels[level - 1];
        nodes.push_back(value);
        if (nodes.size() < tile_width) return;
        compare_tile(level, before[level - 1]++, nodes, bad);
        const digest up = subtree_of(h, nodes);
        nodes.clear();
        add_to_level(h, levels, before, level + 1, up, bad);
    }

    void compare_tile(std::size_t level, std::uint64_t n, const std::vector<digest>& nodes,
                      std::vector<std::string>& bad) const
    {
        const std::string path = tile_name(std::to_string(level), n, nodes.size());
        const auto content = read_file(how_.package / path);
        if (!content || content->size() != nodes.size() * 32 ||
            std::memcmp(content->data(), nodes.data(), content->size()) != 0)
            bad.push_back(path);
    }

    chain_state& state_of(const entry& one) { return chains_[{one.chain, one.compartment}]; }

    // Step 4 for one entry whose place in the log is known; `of`: its chain, where it can be read.
    void take(hasher& h, const entry& one, chain_state* of, std::uint64_t index)
    {
        ++entries_;
        if (seal_sizes_.contains(index)) seal_now(h, index);
        if (one.code != nullptr) {
            at_entry(one.code, one.words, index, &one);
            return;
        }
        chain_state& state = *of;
        if (one.cseq != state.cseq + 1 || (one.has_previous && one.previous != state.leaf)) {
            std::string words = one.cseq != state.cseq + 1
                                    ? "it is number " + std::to_string(one.cseq) +
                                          " of its chain and follows number " + std::to_string(state.cseq)
                                    : "it does not continue entry " + std::to_string(state.cseq) +
                                          " of its chain (index " + std::to_string(state.index) +
                                          "): one of the two is not what was written";
            at_entry("chain_broken", std::move(words), index, &one);
        }
        state.cseq = one.cseq;
        state.leaf = one.leaf;
        state.index = index;
        state.of_case = one.of_case && !one.compartment;
        ids_.push_back({one.id, index});
        if (ids_.size() == ids_kept) spill_ids();
        if (!one.words.empty()) {
            const auto colon = one.words.find(':');
            at_entry(one.words.substr(0, colon), one.words.substr(colon + 1), index, &one);
        }
        if (first_seen_ && one.recorded > *first_seen_ + skew)
            at_entry("recorded_after_cosignature",
                     "it says it was recorded after a witness had already seen it", index, &one);
        if (older_ && older_seen_ && index >= older_->size && one.recorded < *older_seen_ - skew)
            at_entry("recorded_before_older",
                     "it says it was recorded before an earlier checkpoint that lacks it", index, &one);
        newest_ = std::max(newest_, one.recorded);
        if (one.type == "index.sealed") take_seal(one, index);
        take_words(one, index, index);
        replay(one, state, index);
    }

    void take_words(const entry& one, std::uint64_t index, std::uint64_t order)
    {
        if (!words_included_) return;
        auto& waiting = missing_[{one.chain, one.compartment}];
        const bool erases = one.type == "case.event" && one.event == "subject_erased";
        if (erases) ++erasures_;
        // Of a case erased, nothing of before has to be there; a redaction takes the words of one entry.
        if (erases || one.event == "content_redacted")
            std::erase_if(waiting, [&](const missing_value& value) {
                return erases || one.document == "#" + std::to_string(value.cseq) ||
                       (!one.document.empty() && one.document == value.document);
            });
        // An erasure of the case covers its compartment's words too.
        if (erases) missing_[{one.chain, !one.compartment}].clear();
        for (const auto& value : one.sealed) {
            if (!value.missing) {
                ++sealed_;
                continue;
            }
            waiting.push_back({index, one.cseq, order, std::string(value.slot), std::string(one.document)});
        }
        if (waiting.empty()) missing_.erase({one.chain, one.compartment});
    }

    // Step 5, what this program replays: the machines and versions. Apart from the cryptography: other words, same place.
    void replay(const entry& one, chain_state& state, std::uint64_t index)
    {
        if (one.version) {
            if (*one.version != state.version + 1) odd("version", index, one);
            state.version = *one.version;
        }
        for (const auto& m : one.moves) {
            const std::uint16_t machine =
                                    m.item.empty()
                                        ? name_number(m.machine)
                                        : name_number(std::string(m.machine) + " " + std::string(m.item)),
                                from = name_number(m.from), to = name_number(m.to);
            const auto known =
                std::ranges::find(state.states, machine, &std::pair<std::uint16_t, std::uint16_t>::first);
            if (known == state.states.end()) {
                state.states.emplace_back(machine, to);
            } else {
                if (known->second != from) odd("state", index, one);
                known->second = to;
            }
            ++moves_;
        }
    }
    void odd(const char* what, std::uint64_t index, const entry& one)
    {
        ++odd_count_;
        if (odd_.size() < 20)
            odd_.push_back(std::string(what) + " does not follow from the entries before: index " +
                           std::to_string(index) + ", chain " + uuid_text(one.chain) + ", entry " +
                           std::to_string(one.cseq));
    }
    std::uint16_t name_number(std::string_view name)
    {
        const auto known = names_.find(name);
        if (known != names_.end()) return known->second;
        return names_.emplace(std::string(name), static_cast<std::uint16_t>(names_.size() & 0xffff))
            .first->second;
    }

    // Ids once each: sorted in parts on disk, so that memory does not grow with the log.
    struct id_at {
        id16 id{};
        std::uint64_t index = 0;
    };
    static constexpr std::size_t ids_kept = 1 << 18;
    static constexpr std::size_t id_parts = 64;
    void spill_ids()
    {
        if (id_files_.empty())
            for (std::size_t i = 0; i < id_parts; ++i) {
                id_files_.emplace_back(std::tmpfile());
                if (!id_files_.back()) throw std::runtime_error("no room for a temporary file");
            }
        for (const auto& one : ids_)
            if (std::fwrite(&one, sizeof one, 1, id_files_[one.id[15] % id_parts].get()) != 1)
                throw std::runtime_error("no room for a temporary file");
        ids_.clear();
    }
    void check_ids()
    {
        if (id_files_.empty()) {
            find_twice(ids_);
            return;
        }
        spill_ids();
        for (const auto& file : id_files_) {
            std::vector<id_at> part(static_cast<std::size_t>(std::ftell(file.get())) / sizeof(id_at));
            std::rewind(file.get());
            if (std::fread(part.data(), sizeof(id_at), part.size(), file.get()) != part.size())
                throw std::runtime_error("a temporary file cannot be read");
            find_twice(part);
        }
    }
    void find_twice(std::vector<id_at>& part)
    {
        std::ranges::sort(part, [](const id_at& a, const id_at& b) {
            return std::tie(a.id, a.index) < std::tie(b.id, b.index);
        });
        for (std::size_t i = 1; i < part.size(); ++i)
            if (part[i].id == part[i - 1].id)
                at_entry("id_repeated",
                         "its id " + uuid_text(part[i].id) + " is the one of index " +
                             std::to_string(part[i - 1].index),
                         part[i].index, nullptr);
    }

    // The case-head index as it was when the log had `size` entries.
    void seal_now(hasher& h, std::uint64_t size)
    {
        std::vector<std::pair<id16, const chain_state*>> cases;
        for (const auto& [key, state] : chains_)
            if (state.of_case && state.cseq > 0) cases.emplace_back(key.id, &state);
        std::ranges::sort(cases, {}, &std::pair<id16, const chain_state*>::first);
        growing_tree tree;
        for (const auto& [id, state] : cases)
            tree.add(h, h.leaf("{\"case\":\"" + uuid_text(id) + "\",\"cseq\":" + std::to_string(state->cseq) +
                               ",\"head\":\"" + hex(state->leaf) + "\"}"));
        seals_made_[size] = hex(tree.root(h));
    }
    void take_seal(const entry& one, std::uint64_t index)
    {
        const auto made = seals_made_.find(one.seal_size);
        if (one.seal_size > index) {
            at_entry("seal_differs", "its case-head index is of more entries than there were", index, &one);
            return;
        }
        if (made == seals_made_.end()) {
            ++seals_unchecked_;
            return;
        }
        if (made->second != one.seal_root)
            at_entry("seal_differs", "its case-head index is not the one that the entries give", index, &one);
        ++seals_checked_;
    }

    void say_missing()
    {
        for (const auto& [key, waiting] : missing_)
            for (const auto& value : waiting)
                found_.entry({true,
                              "sealed_missing",
                              "its sealed value '" + value.slot + "' is missing and no erasure covers it",
                              value.index,
                              uuid_text(key.id),
                              value.cseq,
                              {},
                              value.order});
    }

    void finish_chains()
    {
        for (const auto& [key, state] : chains_)
            if (state.of_case) ++cases_;
        say_missing();
        if (!found_.has_entries() && entries_ > 0)
            proven_.push_back(std::to_string(chains_.size()) + " chains, " + std::to_string(cases_) +
                              " of them cases, each without gap from its first entry on");
        if (seals_checked_ > 0)
            proven_.push_back(std::to_string(seals_checked_) + " case-head indexes are those of the entries");
    }

    // Step 2-4 of a selective export: each entry by its own proof, each case by its head.
    void check_selective()
    {
        hasher h;
        std::optional<std::pair<std::string, std::uint64_t>> sealed = check_seal(h);
        std::set<std::string> ids;
        for (const auto& [path, unused] : files_)
            if (path.starts_with("case/") && path.size() > 41 && path[41] == '/')
                ids.insert(path.substr(5, 36));
        for (const auto& id : ids) check_case(h, id, sealed);
        cases_ = ids.size();
        if (entries_ == 0) found_.unsure("empty", "the package holds no entry: nothing is proven by that");
        check_ids();
        say_missing();
        if (!found_.has_entries() && entries_ > 0)
            proven_.push_back("all " + std::to_string(entries_) + " entries are in the log, unchanged");
        if (heads_good_ > 0 && heads_good_ == ids.size())
            proven_.push_back("each of the " + std::to_string(heads_good_) +
                              " cases is whole up to the log's last seal");
        not_covered_.emplace_back("cases that this package was not asked for");
    }

    struct proof {
        std::uint64_t index = 0;
        std::vector<digest> hashes;
        std::string_view checkpoint;
    };
    static std::optional<proof> read_proof(std::string_view text)
    {
        proof out;
        const auto line = [&]() -> std::optional<std::string_view> {
            const auto end = text.find('\n');
            if (end == std::string_view::npos) return std::nullopt;
            const auto one = text.substr(0, end);
            text.remove_prefix(end + 1);
            return one;
        };
        auto one = line();
        if (!one || *one != "c2sp.org/tlog-proof@v1") return std::nullopt;
        one = line();
        if (one && one->starts_with("extra ")) one = line();
        if (!one || !one->starts_with("index ")) return std::nullopt;
        const auto index = number(one->substr(6));
        if (!index) return std::nullopt;
        out.index = *index;
        while ((one = line())) {
            if (one->empty()) {
                out.checkpoint = text;
                return out;
            }
            const auto hash = base64_digest(*one);
            if (!hash || out.hashes.size() == 64) return std::nullopt;
            out.hashes.push_back(*hash);
        }
        return std::nullopt;
    }

    /// Proven under the checkpoint, with the place in the log; or a code of what is wrong.
    const char* prove(hasher& h, const digest& leaf, const std::string& path, std::uint64_t& index) const
    {
        const auto text = read_file(how_.package / path);
        if (!text) return "proof_missing";
        const auto parsed = read_proof(*text);
        if (!parsed || parsed->checkpoint != checkpoint_text_) return "proof_unreadable";
        index = parsed->index;
        return included(h, leaf, index, checkpoint_.size, parsed->hashes, checkpoint_.root) ? nullptr
                                                                                            : "entry_differs";
    }

    std::optional<std::pair<std::string, std::uint64_t>> check_seal(hasher& h)
    {
        const auto body = read_file(how_.package / "seal/entry.json");
        if (!body) return std::nullopt;
        const entry one = read_entry(h, *body, expected_);
        std::uint64_t index = 0;
        const char* const wrong = prove(h, one.leaf, "seal/entry.tlog-proof", index);
        if (one.code != nullptr || one.type != "index.sealed" || wrong != nullptr) {
            found_.tampered("seal_differs",
                            "the seal of the case-head index is not in the log as it stands here",
                            "seal/entry.json");
            return std::nullopt;
        }
        newest_ = std::max(newest_, one.recorded);
        return std::pair{one.seal_root, one.seal_size};
    }

    void check_case(hasher& h, const std::string& id,
                    const std::optional<std::pair<std::string, std::uint64_t>>& sealed)
    {
        const std::string folder = "case/" + id + "/";
        const auto bad = [&](const char* code, std::string words, std::uint64_t cseq,
                             std::optional<std::uint64_t> index = {}) {
            found_.entry({true, code, std::move(words), index, id, cseq, {}, entries_});
        };
        chains_.clear();
        const file_ptr file(std::fopen((how_.package / (folder + "entries.jsonl")).c_str(), "rb"));
        id16 case_id{};
        if (!file || !read_uuid(id, case_id)) {
            found_.tampered("file_missing", "the entries of the case are missing", folder + "entries.jsonl");
            return;
        }
        std::uint64_t lines = 0;
        digest last{};
        std::map<std::uint64_t, digest> leaves;
        std::string line;
        std::array<char, 1 << 16> part{};
        const auto take_line = [&] {
            ++lines;
            entry one = read_entry(h, line, expected_);
            check_words(one);
            std::uint64_t index = 0;
            const char* const wrong =
                prove(h, one.leaf, folder + "proofs/" + std::to_string(lines) + ".tlog-proof", index);
            selective(bad, one, wrong, case_id, lines, last, index);
            last = one.leaf;
            if (head_wanted_ == lines) head_seen_ = last;
            line.clear();
        };
        const auto head_text = read_file(how_.package / (folder + "head.json"));
        const auto head = head_text ? object_of(*head_text) : std::nullopt;
        head_wanted_ = head ? number(member(*head, "cseq")).value_or(0) : 0;
        head_seen_.reset();
        while (std::fgets(part.data(), static_cast<int>(part.size()), file.get()) != nullptr) {
            line += part.data();
            if (line.back() != '\n') continue;
            line.pop_back();
            take_line();
        }
        if (!line.empty()) bad("entry_not_canonical", "its last line has no end", lines + 1);
        if (!head_text) {
            found_.unsure("no_head",
                          "case " + id + " comes without its head line: whether it is whole cannot be said");
            return;
        }
        if (!head || bare(member(*head, "case")) != id || !sealed) {
            found_.tampered("head_wrong",
                            "the head line of the case cannot be read, or the log's seal is missing",
                            folder + "head.json");
            return;
        }
        if (!head_in_seal(h, folder, *head_text, sealed->first)) {
            found_.tampered("head_wrong", "the head line of the case is not in the log's case-head index",
                            folder + "head.json");
            return;
        }
        if (lines < head_wanted_)
            bad("case_cut",
                "the case has " + std::to_string(head_wanted_) + " entries at the seal, " +
                    std::to_string(lines) + " are here",
                lines + 1);
        else if (!head_seen_ || hex(*head_seen_) != bare(member(*head, "head")))
            bad("head_differs", "the case's last sealed entry is another one", head_wanted_);
        else
            ++heads_good_;
    }

    template <class Bad>
    void selective(const Bad& bad, const entry& one, const char* wrong, const id16& case_id,
                   std::uint64_t line, const digest& last, std::uint64_t index)
    {
        ++entries_;
        const std::optional<std::uint64_t> place = wrong == nullptr ? std::optional(index) : std::nullopt;
        if (one.code != nullptr) {
            bad(one.code, one.words, line, place);
            return;
        }
        if (one.chain != case_id || one.compartment || one.cseq != line ||
            (one.has_previous && one.previous != last)) {
            bad("chain_broken", "it does not continue the entry before it", line, place);
            return;
        }
        if (wrong != nullptr) {
            bad(wrong, "it is not proven to stand in the log", line);
            return;
        }
        if (!one.words.empty()) {
            const auto colon = one.words.find(':');
            bad(one.words.substr(0, colon).c_str(), one.words.substr(colon + 1), line, place);
        }
        if (first_seen_ && one.recorded > *first_seen_ + skew)
            bad("recorded_after_cosignature", "it says it was recorded after a witness had already seen it",
                line, place);
        ids_.push_back({one.id, index});
        if (ids_.size() == ids_kept) spill_ids();
        newest_ = std::max(newest_, one.recorded);
        take_words(one, index, entries_);
        replay(one, chains_[{one.chain, false}], index);
    }

    bool head_in_seal(hasher& h, const std::string& folder, std::string_view line,
                      const std::string& root) const
    {
        const auto text = read_file(how_.package / (folder + "head.proof"));
        if (!text) return false;
        std::string_view rest = *text;
        std::vector<std::string_view> lines;
        while (!rest.empty()) {
            const auto end = rest.find('\n');
            if (end == std::string_view::npos) return false;
            lines.push_back(rest.substr(0, end));
            rest.remove_prefix(end + 1);
        }
        if (lines.size() < 3 || lines[0] != "redress.head-proof/1" || !lines[1].starts_with("index ") ||
            !lines[2].starts_with("size "))
            return false;
        const auto index = number(lines[1].substr(6)), size = number(lines[2].substr(5));
        std::vector<digest> hashes;
        for (std::size_t i = 3; i < lines.size(); ++i) {
            const auto hash = base64_digest(lines[i]);
            if (!hash) return false;
            hashes.push_back(*hash);
        }
        digest expected{};
        return index && size && read_hex(root, expected) &&
               included(h, h.leaf(line), *index, *size, hashes, expected);
    }

    // Every file is the one of the manifest, and there is no other.
    void check_files()
    {
        const std::size_t window = std::max(2u, std::thread::hardware_concurrency()) * 2;
        using result = std::optional<std::pair<digest, std::uint64_t>>;
        std::deque<std::pair<std::string, std::future<result>>> reading;
        const auto finish = [&] {
            const auto [path, expected] = std::pair(reading.front().first, files_.at(reading.front().first));
            const auto have = reading.front().second.get();
            reading.pop_front();
            if (!have)
                found_.tampered("file_missing", "the manifest lists it, it is not here", path);
            else if (have->first != expected.sha256 || have->second != expected.size)
                found_.tampered("file_differs", "it is not the file of the manifest", path);
        };
        for (const auto& [path, unused] : files_) {
            reading.emplace_back(path, std::async(std::launch::async, [this, where = path] {
                                     return digest_of_file(how_.package / where);
                                 }));
            if (reading.size() >= window) finish();
        }
        while (!reading.empty()) finish();
        std::set<std::string> surplus;
        for (const auto& one : fs::recursive_directory_iterator(how_.package)) {
            if (one.is_directory() && !one.is_symlink()) continue;
            const std::string path = one.path().lexically_relative(how_.package).generic_string();
            const bool known = path == "manifest.json" || path == "manifest.note" ||
                               path == "log/checkpoint" || files_.contains(path) ||
                               (full_ && of_the_log(path));
            if (!known || one.is_symlink()) surplus.insert(path);
        }
        for (const auto& path : surplus)
            found_.tampered("file_surplus", "the package has no such file by its manifest", path);
    }

    [[nodiscard]] bool of_the_log(const std::string& path) const
    {
        if (!path.starts_with("log/tile/")) return false;
        const auto slash = path.find('/', 9);
        if (slash == std::string::npos) return false;
        const std::string level = path.substr(9, slash - 9);
        std::string rest = path.substr(slash + 1);
        if (const auto partial = rest.find(".p/"); partial != std::string::npos) rest.resize(partial);
        std::string digits;
        for (const char c : rest)
            if (c >= '0' && c <= '9') digits += c;
        const auto n = number(digits);
        std::uint64_t nodes = checkpoint_.size;
        if (level != "entries") {
            const auto height = number(level);
            if (!height || *height > 7 || std::to_string(*height) != level) return false;
            nodes >>= 8 * *height;
        }
        if (!n || *n * tile_width >= nodes) return false;
        return path == tile_name(level, *n, std::min(tile_width, nodes - *n * tile_width));
    }

    void check_counts()
    {
        const auto compare = [&](const char* name, std::uint64_t have) {
            const auto claimed = counts_.find(name);
            if (claimed != counts_.end() && claimed->second != have)
                found_.tampered("counts_differ",
                                std::string("the manifest counts ") + std::to_string(claimed->second) + " " +
                                    name + ", " + std::to_string(have) + " are here",
                                "manifest.json");
        };
        compare("entries", entries_);
        compare("cases", cases_);
        if (words_included_) compare("sealed", sealed_);
    }

    void check_freshness()
    {
        const auto newest = last_seen_ ? *last_seen_ : newest_;
        if (!how_.as_of) {
            not_proven_.push_back("that nothing was added after " + instant_text(newest) +
                                  ": say by --as-of up to when the package must reach");
            return;
        }
        if (newest < *how_.as_of - how_.lag_max)
            found_.unsure("stale", "the newest sign of life is of " + instant_text(newest) +
                                       ", asked for was " + instant_text(*how_.as_of) +
                                       ": the end may have been cut off");
        else
            proven_.push_back("the package reaches up to " + instant_text(newest) +
                              (last_seen_ ? " by a witness's clock" : " by the log's own clock"));
    }

    static std::string quoted(std::string_view text)
    {
        std::string out = "\"";
        for (const char c : text) {
            if (c == '"' || c == '\\') out += '\\';
            out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
        return out + "\"";
    }

    void report()
    {
        const auto all = found_.all();
        const int code = found_.exit_code();
        if (how_.json) {
            std::string out = "{\"cases\":" + std::to_string(cases_) +
                              ",\"code\":" + (all.empty() ? "null" : quoted(all[0].code)) +
                              ",\"entries\":" + std::to_string(entries_) +
                              ",\"exit\":" + std::to_string(code) + ",\"first\":{";
            if (!all.empty()) {
                const auto& first = all[0];
                std::vector<std::string> parts;
                if (first.cseq != 0) parts.push_back("\"cseq\":" + std::to_string(first.cseq));
                if (!first.chain.empty()) parts.push_back("\"chain\":" + quoted(first.chain));
                if (!first.file.empty()) parts.push_back("\"file\":" + quoted(first.file));
                if (first.index) parts.push_back("\"index\":" + std::to_string(*first.index));
                for (std::size_t i = 0; i < parts.size(); ++i) out += (i ? "," : "") + parts[i];
            }
            out += "},\"odd\":" + std::to_string(odd_count_) + "}";
            std::puts(out.c_str());
            return;
        }
        if (odd_count_ == 0 && moves_ > 0)
            proven_.push_back("replay: " + std::to_string(moves_) +
                              " moves and the versions of all cases follow from one another");
        if (!words_included_)
            not_covered_.emplace_back("sealed values: this package leaves them out");
        else if (!how_.disclosed)
            not_covered_.emplace_back("what the sealed values say: no key was given (--keys)");
        if (seals_unchecked_ > 0)
            not_covered_.push_back(std::to_string(seals_unchecked_) + " case-head indexes of earlier seals");
        not_covered_.emplace_back(
            "due times, guards and separation of duties: `redress audit replay` and reports/ are about them");
        not_covered_.emplace_back("whether what was recorded is true, and events that were never sent");
        print("PROVEN",
              code == 1
                  ? std::vector<std::string>{"see below: something is wrong, so nothing is taken as proven"}
                  : proven_);
        print("NOT PROVEN", not_proven_);
        print("NOT COVERED", not_covered_);
        if (odd_count_ > 0) print("REPLAY (no matter of cryptography)", odd_);
        if (!all.empty()) {
            std::puts("FOUND");
            for (std::size_t i = 0; i < all.size() && i < 20; ++i)
                std::printf("  - %s: %s%s\n", all[i].code.c_str(), place(all[i]).c_str(),
                            all[i].words.c_str());
            if (all.size() > 20) std::printf("  - and %zu more\n", all.size() - 20);
            if (code == 1)
                std::printf("first bad place: %s\n",
                            place(all[0]).empty() ? "none: the whole differs" : place(all[0]).c_str());
        }
        std::printf("verdict: %s\n", code == 0 ? "proven" : code == 1 ? "TAMPERED" : "cannot conclude");
    }
    static std::string place(const finding& one)
    {
        std::string out;
        if (one.index) out += "index " + std::to_string(*one.index) + ", ";
        if (!one.chain.empty()) out += "case " + one.chain + ", entry " + std::to_string(one.cseq) + ", ";
        if (!one.file.empty()) out += one.file + ", ";
        return out;
    }
    static void print(const char* title, const std::vector<std::string>& lines)
    {
        if (lines.empty()) return;
        std::puts(title);
        for (const auto& line : lines) std::printf("  - %s\n", line.c_str());
    }

    static constexpr std::int64_t skew = 300 * second;

    const options& how_;
    findings found_;
    std::vector<std::string> proven_, not_proven_, not_covered_, odd_;
    bytes manifest_text_, checkpoint_text_;
    expected_log expected_;
    checkpoint checkpoint_;
    bool full_ = false, words_included_ = false, prefix_differs_ = false, prefix_seen_ = false;
    std::string profile_;
    std::map<std::string, std::uint64_t> counts_;
    std::uint64_t claimed_size_ = 0;
    digest claimed_root_{};
    std::map<std::string, manifest_file> files_;
    std::set<std::uint64_t> seal_sizes_;
    std::map<std::uint64_t, std::string> seals_made_;
    std::uint64_t seals_checked_ = 0, seals_unchecked_ = 0;
    std::optional<std::int64_t> first_seen_, last_seen_, older_seen_;
    std::optional<checkpoint> older_;
    std::int64_t newest_ = 0;
    std::uint64_t entries_ = 0, cases_ = 0, sealed_ = 0, erasures_ = 0, moves_ = 0, odd_count_ = 0,
                  heads_good_ = 0;
    std::unordered_map<chain_key, chain_state, chain_hash> chains_;
    std::map<chain_key, std::vector<missing_value>> missing_;
    std::unordered_map<std::string, std::uint16_t, text_hash, std::equal_to<>> names_;
    std::vector<id_at> ids_;
    std::vector<file_ptr> id_files_;
    std::uint64_t head_wanted_ = 0;
    std::optional<digest> head_seen_;
};

constexpr const char* usage =
    "usage: redress_verify PACKAGE --key KEY [--key KEY ...] [options]\n"
    "\n"
    "  PACKAGE                a directory, as `redress audit export` made it\n"
    "  --key KEY              the log's public key (name+id+key), or a file that holds it; got outside the "
    "package\n"
    "  --witness-policy FILE  whose cosignatures are asked for (C2SP tlog-policy)\n"
    "  --as-of TIME           the package must reach up to this time (2026-01-31T00:00:00Z)\n"
    "  --max-lag SECONDS      how much older its newest sign of life may be (3600)\n"
    "  --older FILE           a checkpoint of this log that you kept: nothing up to it may have changed\n"
    "  --keys FILE            disclosed keys of sealed values; each is checked against its commitment\n"
    "  --json                 the verdict as one line for programs\n"
    "\n"
    "exit 0: proven, 1: tampered, 2: cannot conclude\n";

int fail(const std::string& words)
{
    std::fprintf(stderr, "redress_verify: %s\n", words.c_str());
    return 2;
}

int verify(const std::vector<std::string>& arguments)
{
    options how;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& name = arguments[i];
        if (name == "--help" || name == "-h") return std::fputs(usage, stdout), 0;
        if (name == "--json") {
            how.json = true;
            continue;
        }
        if (!name.starts_with("--")) {
            if (!how.package.empty()) return fail("one package at a time");
            how.package = name;
            continue;
        }
        if (++i == arguments.size()) return fail(name + " needs a value (see --help)");
        const std::string& value = arguments[i];
        const auto content = [&]() -> bytes {
            const auto text = read_file(value);
            if (!text) throw std::runtime_error("cannot read " + value);
            return *text;
        };
        if (name == "--key") {
            std::string text = value.find('+') == std::string::npos || fs::exists(value) ? content() : value;
            for (const auto& word : words_of([&] {
                     std::ranges::replace(text, '\n', ' ');
                     return std::string_view(text);
                 }())) {
                const auto key = read_key(word);
                if (!key) return fail("not a key of the form name+id+key: " + word);
                how.keys.push_back(*key);
            }
        } else if (name == "--witness-policy") {
            how.policy = read_policy(content());
            if (!how.policy) return fail(value + " is no tlog-policy");
        } else if (name == "--as-of") {
            how.as_of = read_instant(value, true);
            if (!how.as_of) return fail("not a time like 2026-01-31T00:00:00Z: " + value);
        } else if (name == "--max-lag") {
            const auto seconds = number(value);
            if (!seconds || *seconds > 1'000'000'000) return fail("not a number of seconds: " + value);
            how.lag_max = static_cast<std::int64_t>(*seconds) * second;
        } else if (name == "--older") {
            how.older = content();
        } else if (name == "--keys") {
            how.disclosed = read_keys(content());
            if (!how.disclosed) return fail(value + " is not redress.keys/1");
        } else {
            return fail("no option " + name + " (see --help)");
        }
    }
    if (how.package.empty()) return std::fputs(usage, stderr), 2;
    if (!fs::is_directory(how.package)) return fail(how.package.string() + " is no directory");
    return verification(how).run();
}

}  // namespace

int main(int count, char** values)
{
#if defined(__GLIBC__)
    // A bundle's memory is used again for the next, and not given back and asked for anew.
    mallopt(M_MMAP_THRESHOLD, 1 << 25);
    mallopt(M_TRIM_THRESHOLD, 1 << 26);
#endif
    try {
        return verify({values + 1, values + count});
    } catch (const std::exception& failure) {
        return fail(std::string("cannot conclude: ") + failure.what());
    }
}
