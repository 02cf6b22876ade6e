// Words of events and bytes of dead letters at the doors: what is taken out, what stays, and how it is told.
#include "workflow/dead_letters.hpp"
#include "workflow/entry.hpp"
#include "workflow/firewall/clean_event.hpp"
#include "workflow/intake.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::workflow;

namespace {

const std::string phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow";

}  // namespace

TEST_CASE("every field of words is cleaned, and the marks say what was taken out of which", "[firewall]")
{
    event what{.type = event_type::complaint_filed};
    what.set(field::narrative, "I sent " + phrase + ". The card is 4111 1111 1111 1111")
        .set(field::points, std::vector<std::string>{"Nothing here.", "my code is 483920"})
        .set(field::category, std::string("other"));
    const auto removed = clean(what);
    CHECK(what.text(field::narrative) == "I sent ⟦seed_phrase⟧. The card is ⟦card_number⟧");
    CHECK(what.list(field::points) ==
          std::vector<std::string>{"Nothing here.", "my code is ⟦one_time_code⟧"});
    CHECK(what.text(field::category) == "other");
    CHECK(removed == std::vector<removed_secret>{{"narrative", secret_kind::seed_phrase},
                                                 {"narrative", secret_kind::card_number},
                                                 {"points.2", secret_kind::one_time_code}});
    CHECK(removed_from(what) == removed);
    CHECK(funds_in_danger(removed));
    CHECK(clean(what) == removed);
    CHECK_FALSE(funds_in_danger({{"narrative", secret_kind::card_number}}));
}

TEST_CASE("a transaction's number keeps a card's checksum, and loses a phrase", "[firewall]")
{
    event what{.type = event_type::complaint_filed};
    what.set(field::transaction_id, std::string("4111111111111111"));
    CHECK(clean(what).empty());
    event other{.type = event_type::complaint_filed};
    other.set(field::transaction_id, phrase);
    CHECK(clean(other).size() == 1);
}

TEST_CASE("an account is looked up by its number, which may have a card's checksum and stays", "[firewall]")
{
    event filed{.type = event_type::complaint_filed};
    filed.set(field::complainant_account, std::string("4111 1111 1111 1111"));
    CHECK(clean(filed).empty());
    CHECK(filed.text(field::complainant_account) == "4111 1111 1111 1111");
    event frozen{.type = event_type::containment_requested};
    frozen.set(field::account, std::string("4111111111111111"));
    CHECK(clean(frozen).empty());
    event other{.type = event_type::complaint_filed};
    other.set(field::complainant_account, phrase);
    CHECK(clean(other) == std::vector<removed_secret>{{"complainant_account", secret_kind::seed_phrase}});
}

TEST_CASE("a dead letter is cleaned in all its parts, and its digest stays that of what came", "[firewall]")
{
    raw_record raw{.topic = "t",
                   .partition = 1,
                   .offset = 2,
                   .key = phrase,
                   .headers = {{"ce_source", "/app"}, {"ce_note", "password: hunter2"}},
                   .payload = "\xff{\"narrative\":\"" + phrase + "\""};
    const auto sum = digest_of(raw);
    const auto letter = as_dead_letter(std::move(raw), {"unreadable", "no JSON", phrase, "id"});
    CHECK(letter.sha256 == sum);
    CHECK(letter.key == "⟦seed_phrase⟧");
    CHECK(letter.source == "⟦seed_phrase⟧");
    CHECK(letter.headers[0].second == "/app");
    CHECK(letter.headers[1].second == "password: ⟦password⟧");
    CHECK(letter.payload == "\xff{\"narrative\":\"⟦seed_phrase⟧\"");
}

TEST_CASE("a command that ends as a dead letter after all is cleaned then", "[firewall]")
{
    command asked;
    asked.what.type = event_type::message_received;
    asked.from = {.source = "/app", .id = "1"};
    dead_letter came;
    came.payload = "{\"text\":\"" + phrase + "\"}";
    came.sha256 = sha256(came.payload);
    asked.as_came = std::make_shared<const dead_letter>(came);
    const auto letter = dead_letter_of(asked, "unknown_case", "");
    CHECK(letter.payload == "{\"text\":\"⟦seed_phrase⟧\"}");
    CHECK(letter.sha256 == came.sha256);
}

TEST_CASE("an entry says what was taken out of which field", "[firewall]")
{
    event what{.type = event_type::note_added};
    what.set(field::text, phrase);
    clean(what);
    const actor who{.id = "h.lin"};
    const entry_parts parts{.type = "case.refused", .cseq = 1, .who = &who, .what = &what};
    std::string body;
    write_entry(body, parts, {});
    CHECK(body.find(R"("removed":[{"kind":"seed_phrase","slot":"text"}],"salt":)") != std::string::npos);
    CHECK(body.find("legal winner") == std::string::npos);
}
