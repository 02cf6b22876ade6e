// The second person signs in: what they approve is taken for the act that they saw, once, and nobody says for them
// that they did.
#include "adapters/app/identity/approvals.hpp"

#include "adapters/app/services.hpp"
#include "adapters/files/roster_file.hpp"
#include "adapters/postgres/case_queries.hpp"
#include "tests/adapters/app/identity/identity_world.hpp"
#include "tests/support/cases.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace redress;
using namespace redress::tests;
using http::verb;

namespace {

struct world : identity_world {
    case_id id = case_number(1);
    std::string path = "/api/v1/complaints/" + to_string(id) + "/approvals";
    int commands = 0;

    world()
    {
        for (const auto* person : {"h.lin", "c.ito", "x.audit"}) add_user(person, good_password);
        REQUIRE(apply(filing(), customer()).what == workflow::disposition::applied);
    }
    workflow::answer apply(event what, actor who)
    {
        return own()
            .engine()
            .apply(batch_of({order(id, std::move(what), std::move(who), "a" + std::to_string(++commands))}))
            .at(0);
    }
    complaint now() { return *own().queries().get(id); }
    [[nodiscard]] actor lin() { return *own().roster().staff("h.lin", role::handler); }
};

event redaction(const std::string& why = "A password stood there.")
{
    event what{.type = event_type::content_redacted};
    return what.set(field::document, std::string("#1")).set(field::reason, why);
}

std::string body(const std::string& digest, const std::string& event = "content_redacted")
{
    return R"({"event":")" + event + R"(","digest":")" + digest + "\"}";
}

}  // namespace

TEST_CASE("an act that a second person approved while signed in is done, and done once", "[approvals]")
{
    world w;
    auto what = redaction();
    CHECK_FALSE(app::attach_approval(w.own(), w.now(), what, w.lin()));
    CHECK_FALSE(what.has(field::approved_by));
    const auto refused = w.apply(what, w.lin());
    CHECK(refused.guard == "second_person");
    const auto digest = app::digest_to_approve(w.own(), w.now(), what);
    CHECK(refused.args.at("digest") == digest);

    // Nobody is the second person to themselves.
    auto lin = w.signed_in("h.lin", good_password);
    REQUIRE(w.ask(lin, verb::post, w.path, body(digest)).status == 201);
    CHECK_FALSE(app::attach_approval(w.own(), w.now(), what, w.lin()));
    CHECK_FALSE(what.has(field::approved_by));

    auto ito = w.signed_in("c.ito", good_password);
    const auto given = w.ask(ito, verb::post, w.path, body(digest));
    REQUIRE(given.status == 201);
    CHECK(given.said("approved_by") == "c.ito");
    auto another = redaction("Another reason.");
    CHECK_FALSE(app::attach_approval(w.own(), w.now(), another, w.lin()));
    CHECK_FALSE(another.has(field::approved_by));

    CHECK_FALSE(app::attach_approval(w.own(), w.now(), what, w.lin()));
    REQUIRE(what.text(field::approved_by) == "c.ito");
    CHECK(w.apply(what, w.lin()).what == workflow::disposition::applied);
    CHECK(w.apply(what, w.lin()).guard == "approval_is_of_this_act");
}

TEST_CASE("who approved is not said by whoever acts, nor by a program, nor by whom the matrix leaves out",
          "[approvals]")
{
    world w;
    const std::string digest(64, 'a');
    for (const auto one :
         {field::approved_by, field::approved_role, field::approved_at, field::approved_digest}) {
        auto what = redaction();
        what.set(one, std::string("c.ito"));
        const auto no = app::attach_approval(w.own(), w.now(), what, w.lin());
        REQUIRE(no);
        CHECK(no->code == "approval_is_given_signed_in");
        CHECK(no->errors.at(0).pointer == "/" + std::string(name_of(one)));
    }
    CHECK(w.ask_with(w.token("c.ito", {"care_reviewer"}), verb::post, w.path, body(digest)).code() ==
          "session_only");
    auto auditor = w.signed_in("x.audit", good_password);
    CHECK(w.ask(auditor, verb::post, w.path, body(digest)).code() == "not_permitted");
    auto ito = w.signed_in("c.ito", good_password);
    CHECK(w.ask(ito, verb::post, w.path, body(digest, "note_added")).code() == "event_needs_no_approval");
    CHECK(w.ask(ito, verb::post, w.path, body("ABC")).code() == "digest_wrong");
    const auto nowhere = "/api/v1/complaints/" + to_string(case_number(2)) + "/approvals";
    CHECK(w.ask(ito, verb::post, nowhere, body(digest)).code() == "no_case");
    CHECK(w.database().number("SELECT count(*) FROM approval_given") == 0);
}

TEST_CASE("whom the case concerns finds none to approve anything in", "[approvals]")
{
    world w;
    event declared{.type = event_type::interest_declared};
    declared.set(field::reason, std::string("My cousin."));
    (void)w.apply(declared, *w.own().roster().staff("c.ito", role::care_reviewer));
    auto ito = w.signed_in("c.ito", good_password);
    CHECK(w.ask(ito, verb::post, w.path, body(std::string(64, 'a'))).code() == "no_case");
}
