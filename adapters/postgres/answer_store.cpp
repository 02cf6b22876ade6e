#include "adapters/postgres/answer_store.hpp"

#include "adapters/postgres/asker.hpp"
#include "adapters/postgres/connection_text.hpp"

#include <array>

namespace redress::postgres {
namespace {

// One that expired gives way.
constexpr statement keep_answers{"keep_answers", R"(
WITH asked AS (
    SELECT DISTINCT ON (principal, request_key) *
    FROM unnest($1::text[], $2::text[], $3::bytea[], $4::integer[], $5::text[], $6::bytea[]) WITH ORDINALITY
         AS u(principal, request_key, fingerprint, answer_code, answer_head, body, n)
    ORDER BY principal, request_key, n),
written AS (
    INSERT INTO request_answer AS kept (principal, request_key, fingerprint, answer_code, answer_head, body, expires_at)
    SELECT principal, request_key, fingerprint, answer_code, answer_head, body, now() + interval '24 hours'
    FROM asked, (SELECT set_config('synchronous_commit', 'off', true)) AS lightly
    ON CONFLICT (principal, request_key) DO UPDATE
    SET fingerprint = EXCLUDED.fingerprint, answer_code = EXCLUDED.answer_code, answer_head = EXCLUDED.answer_head,
        body = EXCLUDED.body, expires_at = EXCLUDED.expires_at
    WHERE kept.expires_at <= now()
    RETURNING principal, request_key)
SELECT n FROM asked JOIN written USING (principal, request_key))"};

/// "name: value" a line; neither holds a line's end, as the server refuses those.
std::string written(const std::vector<std::pair<std::string, std::string>>& headers)
{
    std::string text;
    for (const auto& [name, value] : headers) text += name + ": " + value + "\n";
    return text;
}

}  // namespace

struct answer_store::inside {
    explicit inside(std::string_view url)
        : to(connection_text(url, {.role = "redress_desk", .application = "redress answers"}), keep_answers)
    {
    }
    asker to;
    std::array<column, 6> parameters;
};

answer_store::answer_store(std::string_view url) : in_(std::make_unique<inside>(url)) {}
answer_store::~answer_store() = default;

std::vector<bool> answer_store::keep(std::span<const answer_of_key> answers)
{
    std::vector<bool> kept(answers.size(), false);
    if (answers.empty()) return kept;
    auto& [principal, key, fingerprint, code, head, body] = in_->parameters;
    principal.start(element::text, answers.size());
    key.start(element::text, answers.size());
    fingerprint.start(element::bytea, answers.size());
    code.start(element::int4, answers.size());
    head.start(element::text, answers.size());
    body.start(element::bytea, answers.size());
    for (const auto& one : answers) {
        principal.add(std::string_view(one.principal));
        key.add(std::string_view(one.key));
        fingerprint.add(std::span<const std::uint8_t>(one.answer.fingerprint));
        code.add(static_cast<std::int32_t>(one.answer.status));
        head.add(std::string_view(written(one.answer.headers)));
        body.add(std::string_view(one.answer.body));
    }
    const auto rows = in_->to.ask(in_->parameters);
    for (int i = 0; i < rows.rows(); ++i) kept.at(static_cast<std::size_t>(rows.integer(i, 0)) - 1) = true;
    return kept;
}

}  // namespace redress::postgres
