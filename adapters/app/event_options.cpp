#include "adapters/app/event_options.hpp"

#include "adapters/app/nearest.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace redress::app {

std::string flag_of(field f)
{
    std::string flag = "--" + std::string(name_of(f));
    std::replace(flag.begin(), flag.end(), '_', '-');
    return flag;
}

namespace {

bool is_list(field_type t)
{
    return t == field_type::texts || t == field_type::words;
}

std::string hint_of(const field_row& row)
{
    const auto upto = " (at most " + std::to_string(row.max) + " characters)";
    switch (row.type) {
        case field_type::text:
            return "words" + upto;
        case field_type::texts:
            return "words" + upto + ", repeatable";
        case field_type::word:
            return "name or id" + upto;
        case field_type::words:
            return "name or id, repeatable";
        case field_type::language:
            return "language tag such as zh-CN";
        case field_type::integer:
            return "0 to " + std::to_string(row.max);
        case field_type::boolean:
            return "true or false";
        case field_type::time:
            return "time with offset, such as 2026-11-23T09:30:00+08:00";
        case field_type::amount:
            return "decimal, such as 120.50";
        case field_type::code:
            break;
    }
    std::string all;
    for (const auto name : row.codes) all += (all.empty() ? "" : ", ") + std::string(name);
    return all;
}

}  // namespace

std::vector<event_option> options_of(event_type e)
{
    std::vector<event_option> found;
    const auto& row = row_of(e);
    for (std::size_t i = 0; i < field_count; ++i) {
        const auto f = static_cast<field>(i);
        const bool required = row.required.has(f);
        if (!required && !row.optional.has(f)) continue;
        found.push_back({f, flag_of(f), required, is_list(row_of(f).type), hint_of(row_of(f))});
    }
    std::stable_partition(found.begin(), found.end(), [](const event_option& o) { return o.required; });
    return found;
}

boost::json::object data_from(const std::map<field, std::vector<std::string>>& typed)
{
    boost::json::object data;
    for (const auto& [f, texts] : typed) {
        const auto& row = row_of(f);
        if (is_list(row.type)) {
            boost::json::array list;
            for (const auto& text : texts) list.emplace_back(text);
            data[row.name] = std::move(list);
            continue;
        }
        const auto& text = texts.back();
        if (row.type == field_type::integer) {
            std::int64_t n = 0;
            const auto [end, bad] = std::from_chars(text.data(), text.data() + text.size(), n);
            if (bad != std::errc{} || end != text.data() + text.size())
                throw std::invalid_argument(flag_of(f) + ": '" + text + "' is not a whole number");
            data[row.name] = n;
        } else if (row.type == field_type::boolean) {
            if (text != "true" && text != "false")
                throw std::invalid_argument(flag_of(f) + ": write true or false, not '" + text + "'");
            data[row.name] = text == "true";
        } else {
            data[row.name] = text;
        }
    }
    return data;
}

std::string sentence_for_options(const std::vector<json::field_error>& errors)
{
    std::string all;
    for (const auto& error : errors) {
        all += all.empty() ? "" : " | ";
        const auto* named = json::find_field(error.field);
        if (named == nullptr) {
            all += json::sentence_of({error});
            continue;
        }
        all += flag_of(*named) + ": ";
        // A reader of JSON is sent to the schema; whoever types is told what the option takes.
        if (error.rule == "required")
            all += "is required (" + hint_of(row_of(*named)) + ")";
        else
            all += error.rule + "; " + error.fix;
    }
    return all;
}

void add_setting(event_type e, const std::string& text, std::map<field, std::vector<std::string>>& typed)
{
    const auto equals = text.find('=');
    if (equals == std::string::npos)
        throw std::invalid_argument("--set " + text + ": write it as field=value");
    const auto name = text.substr(0, equals);
    std::vector<std::string_view> known;
    for (const auto& option : options_of(e)) {
        known.push_back(name_of(option.field));
        if (name_of(option.field) != name) continue;
        typed[option.field].push_back(text.substr(equals + 1));
        return;
    }
    throw std::invalid_argument("--set " + name + ": " + std::string(name_of(e)) + " has no such field" +
                                did_you_mean(name, known));
}

}  // namespace redress::app
