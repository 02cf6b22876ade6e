#include "workflow/log/note.hpp"

#include "workflow/log/base64.hpp"
#include "workflow/log/proof_text.hpp"

#include <catch2/catch_test_macros.hpp>

namespace redress::tlog {
namespace {

std::array<std::uint8_t, 32> seed_of(std::uint8_t first)
{
    std::array<std::uint8_t, 32> seed{};
    seed[0] = first;
    return seed;
}

TEST_CASE("base64 is strict", "[log]")
{
    for (const std::string bytes : {"", "f", "fo", "foo", "foob", "fooba", "foobar"}) {
        CHECK(from_base64(base64(bytes)).value() == bytes);
    }
    CHECK(base64("fooba") == "Zm9vYmE=");
    for (const auto* wrong : {"Zg", "Zg=", "Zh==", "Zg==Zg==", "Z===", "====", "Zm9v\n", "Zm9-", "Zm9=v"}) {
        INFO(wrong);
        CHECK_FALSE(from_base64(wrong));
    }
}

TEST_CASE("keys of other programs for such logs are read and written as they do", "[log][vectors]")
{
    // The key pair of tessera's public test log.
    const auto key = parse_private_key(
        "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg");
    REQUIRE(key);
    CHECK(key->verifier().text() ==
          "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");
    CHECK(parse_private_key(key->text()).value().verifier() == key->verifier());
    // Ed25519 is deterministic: the same text has the signature that its checkpoint of 0 entries bears.
    const auto line =
        sign_note(*key, "example.com/log/testdata\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    CHECK(line.text() ==
          "\xe2\x80\x94 example.com/log/testdata "
          "M9e0lhxJACzE1KoUdqKuPa+9p6R7dSW8BlEvrg/noo8FkGg6PbJoRNOcdjqjOq89wVvTA60eubCc4oufo5BvIVEgtQc=\n");
    CHECK_FALSE(
        parse_public_key("example.com/log/testdata+33d7b497+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"));
    CHECK_FALSE(
        parse_public_key("example.com/log/testdata+33d7b496+AuHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"));
    CHECK_FALSE(
        parse_private_key("example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg"));
}

TEST_CASE("the note of the C2SP document is read; its key is not known here, so it says nothing",
          "[log][vectors]")
{
    const std::string text =
        "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned \xc3\xa8 subito sera.\n";
    const auto bytes =
        text +
        "\n\xe2\x80\x94 quasimodo.example/salvatore "
        "NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc=\n";
    const auto note = parse_note(bytes);
    REQUIRE(note);
    CHECK(note->text == text);
    REQUIRE(note->signatures.size() == 1);
    CHECK(note->signatures[0].name == "quasimodo.example/salvatore");
    CHECK(note->signatures[0].id == 0x367ba04b);
    CHECK(note->bytes() == bytes);
    CHECK(verify_note(*note,
                      private_key("quasimodo.example/salvatore", key_kind::log, seed_of(1)).verifier()) ==
          signed_by::nobody_known);
}

TEST_CASE("a note is worth nothing once a signature of a known key is wrong", "[log]")
{
    const private_key key("log.example/a", key_kind::log, seed_of(1));
    const private_key other("log.example/b", key_kind::log, seed_of(2));
    signed_note note{.text = "text\n"};
    note.signatures = {sign_note(other, note.text), sign_note(key, note.text)};
    CHECK(verify_note(note, key.verifier()) == signed_by::them);
    CHECK(parse_note(note.bytes()).value().bytes() == note.bytes());
    auto bad = note;
    bad.signatures.push_back(bad.signatures[1]);
    bad.signatures.back().bytes[5] ^= 1;
    CHECK(verify_note(bad, key.verifier()) == signed_by::forged);
    bad = note;
    bad.text = "text!\n";
    CHECK(verify_note(bad, key.verifier()) == signed_by::forged);
    for (const auto* wrong : {"text\n", "text\n\n", "text\n\nx\n", "te\rxt\n\n\xe2\x80\x94 a AAAAAAA=\n",
                              "text\n\n\xe2\x80\x94 a AAAAAAA=", "t\xc0\xafxt\n\n\xe2\x80\x94 a AAAAAAA=\n",
                              "text\n\n\xe2\x80\x94  AAAAAAA=\n", "text\n\n\xe2\x80\x94 a AAAA\n"})
        CHECK_FALSE(parse_note(wrong));
    for (const auto* name : {"", "a b", "a+b", "a\tb"})
        CHECK_THROWS(private_key(name, key_kind::log, seed_of(1)));
}

TEST_CASE("a cosignature says when, and the time cannot be moved", "[log]")
{
    const private_key key("log.example/a", key_kind::log, seed_of(1));
    const private_key witness("witness.example/w", key_kind::witness, seed_of(2));
    const checkpoint tree{.origin = "log.example/a", .size = 0, .root = empty_root()};
    signed_note note{.text = tree.text()};
    note.signatures = {sign_note(key, note.text), cosign(witness, note.text, 1'679'315'147)};
    CHECK(cosigned_at(note, witness.verifier()) == 1'679'315'147);
    CHECK(verify_note(note, key.verifier()) == signed_by::them);
    note.signatures[1].bytes[7] = static_cast<char>(note.signatures[1].bytes[7] ^ 1);
    CHECK_FALSE(cosigned_at(note, witness.verifier()));
    CHECK(verify_note(note, witness.verifier()) == signed_by::forged);
}

TEST_CASE("a checkpoint is three lines and perhaps more", "[log]")
{
    const checkpoint tree{.origin = "log.example/a", .size = 7, .root = leaf_hash("x")};
    CHECK(parse_checkpoint(tree.text()) == tree);
    CHECK(parse_checkpoint(tree.text() + "more\n") == tree);
    CHECK_FALSE(parse_checkpoint("log.example/a\n07\n" + base64(bytes_of(tree.root)) + "\n"));
    CHECK_FALSE(parse_checkpoint("log.example/a\n7\nAAAA\n"));
    CHECK_FALSE(parse_checkpoint("log.example/a\n7\n"));
    CHECK_FALSE(parse_checkpoint("\n7\n" + base64(bytes_of(tree.root)) + "\n"));
}

TEST_CASE("a proof's text proves one entry, of one log, by one key", "[log]")
{
    const private_key key("log.example/a", key_kind::log, seed_of(1));
    const std::vector<hash> leaves{leaf_hash("one"), leaf_hash("two"), leaf_hash("three")};
    const node_source node = [&](unsigned level, std::uint64_t index) {
        return root_of(std::span(leaves).subspan(index << level, std::size_t{1} << level));
    };
    const checkpoint tree{.origin = "log.example/a", .size = 3, .root = root_of(leaves)};
    const signed_note note{.text = tree.text(), .signatures = {sign_note(key, tree.text())}};
    const auto text = proof_text(
        {.index = 1, .proof = inclusion_proof(1, 3, node), .checkpoint_note = note.bytes(), .extra = "case"});
    CHECK(check_proof(text, "two", key.verifier()) == proof_says::proven);
    CHECK(check_proof(text, "three", key.verifier()) == proof_says::not_in_the_tree);
    CHECK(check_proof(text.substr(1), "two", key.verifier()) == proof_says::not_a_proof);
    CHECK(check_proof(text, "two", private_key("log.example/a", key_kind::log, seed_of(2)).verifier()) ==
          proof_says::not_signed);
    CHECK(check_proof(text, "two", private_key("log.example/b", key_kind::log, seed_of(1)).verifier()) ==
          proof_says::another_log);
    const auto read = parse_proof(text);
    REQUIRE(read);
    CHECK(read->extra == "case");
    CHECK(proof_text(*read) == text);
}

TEST_CASE("heads of cases stand in order, a line each", "[log]")
{
    const auto a = case_head{"01890000-0000-7000-8000-000000000001", 3, leaf_hash("a")};
    const auto b = case_head{"01890000-0000-7000-8000-000000000002", 1, leaf_hash("b")};
    CHECK(head_line(b).starts_with(R"({"case":"01890000-0000-7000-8000-000000000002","cseq":1,"head":")"));
    CHECK(head_line(b).ends_with("\"}"));
    CHECK(head_leaves({b, a}) == std::vector<hash>{leaf_hash(head_line(a)), leaf_hash(head_line(b))});
}

}  // namespace
}  // namespace redress::tlog
