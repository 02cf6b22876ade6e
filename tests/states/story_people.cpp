// Who acts in stories, and what they do.
#include "tests/states/story.hpp"

namespace redress::tests {

actor complainant()
{
    return {.id = "customer-1", .role = role::complainant};
}
actor representative()
{
    return {.id = "lawyer-1", .role = role::representative};
}
actor channel_source()
{
    return {.id = "mail", .kind = actor_kind::system, .role = role::channel};
}
actor staff(role as, const std::string& id)
{
    return {.id = id, .role = as, .named_staff = true};
}
actor handler(const std::string& id)
{
    auto one = staff(role::handler, id);
    one.team = "intake";
    return one;
}
actor care_reviewer(const std::string& id)
{
    auto one = staff(role::care_reviewer, id);
    one.team = "care";
    one.rungs = 1U << 1 | 1U << 2;
    return one;
}
actor appeal_reviewer(const std::string& id)
{
    return staff(role::appeal_reviewer, id);
}

field_value words(std::vector<std::string> list)
{
    return list;
}
field_value word(std::string one)
{
    return one;
}

event happened(event_type what, std::vector<std::pair<field, field_value>> fields)
{
    return {.type = what, .fields = std::move(fields)};
}

event a_letter(event_type what, std::vector<std::pair<field, field_value>> fields)
{
    event sent{.type = what, .fields = std::move(fields)};
    const auto unless_given = [&](field name, field_value value) {
        if (!sent.has(name)) sent.set(name, std::move(value));
    };
    unless_given(field::route, word("email"));
    unless_given(field::letter_language, word("en"));
    unless_given(field::letter_parts, words({"contact", "reasons"}));
    unless_given(field::letter_body, word("Dear customer, we have looked at what you wrote."));
    return sent;
}

event approved_by(const std::string& id, event what)
{
    return what.set(field::approved_by, id)
        .set(field::approved_role, word("care_reviewer"))
        .set(field::approved_at, parse_instant("2026-11-23T08:30:00Z").value())
        .set(field::approved_digest, word("act"));
}

}  // namespace redress::tests
