#include "tests/scenarios/story_house.hpp"

#include "adapters/app/nearest.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <sstream>

namespace redress::tests {
namespace {

std::map<std::string, std::string> tomls_of(const std::string& folder)
{
    std::map<std::string, std::string> found;
    for (const auto& one : std::filesystem::directory_iterator(folder))
        if (one.path().extension() == ".toml")
            found.emplace(one.path().stem().string(), files::read_file(one.path().string()));
    return found;
}

[[noreturn]] void no(const std::string& file, std::size_t line, const std::string& word,
                     const std::string& why)
{
    throw app::story_error(file + ":" + std::to_string(line) + ": '" + word + "': " + why);
}

std::string& known(std::map<std::string, std::string>& among, const app::story_rule& rule,
                   const std::string& file)
{
    const auto found = among.find(rule.id);
    if (found != among.end()) return found->second;
    std::vector<std::string_view> ids;
    for (const auto& one : among) ids.push_back(one.first);
    no(file, rule.line, rule.id,
       (rule.of_calendar ? "no calendar of schemas/calendars"
                         : "no policy of this story; bind its preset to an entity first") +
           app::did_you_mean(rule.id, ids));
}

/// A number, "yes" or "no", or words.
void put(toml::table& in, std::string_view key, const std::string& value)
{
    std::int64_t number = 0;
    const auto* end = value.data() + value.size();
    if (value == "yes" || value == "no")
        in.insert_or_assign(key, value == "yes");
    else if (std::from_chars(value.data(), end, number).ptr == end)
        in.insert_or_assign(key, number);
    else
        in.insert_or_assign(key, value);
}

/// The table that a step of the path leads to: of that name, or of a list by its `id`, `number` or `kind`.
toml::table* table_in(toml::table& from, std::string_view name, std::string_view& rest)
{
    auto* node = from.get(name);
    if (node == nullptr) {
        from.insert(name, toml::table{});
        return from.get_as<toml::table>(name);
    }
    if (node->is_table()) return node->as_table();
    auto* list = node->as_array();
    if (list == nullptr) return nullptr;
    const auto dot = rest.find('.');
    const auto wanted = rest.substr(0, dot);
    rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
    for (auto& one : *list)
        if (auto* row = one.as_table())
            for (const std::string_view key : {"id", "number", "kind"})
                if (const auto* is = row->get(key))
                    if (is->value<std::string>() == wanted ||
                        (is->is_integer() && std::to_string(is->value_or(std::int64_t{0})) == wanted))
                        return row;
    return nullptr;
}

bool set(toml::table& root, std::string_view path, const std::string& value)
{
    auto* at = &root;
    for (auto dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.')) {
        auto rest = path.substr(dot + 1);
        at = table_in(*at, path.substr(0, dot), rest);
        if (at == nullptr || rest.empty()) return false;
        path = rest;
    }
    put(*at, path, value);
    return true;
}

std::string with_settings(const std::string& bytes, const app::story_rule& rule, const std::string& file)
{
    auto table = toml::parse(bytes);
    for (const auto& [path, value] : rule.settings)
        if (!set(table, path, value)) no(file, rule.line, path, "no setting of this policy");
    put(table, "rev", std::to_string(table["rev"].value_or(std::int64_t{0}) + 1));
    std::ostringstream out;
    out << table << '\n';
    return out.str();
}

std::string with_day(const std::string& bytes, const app::story_rule& rule)
{
    return bytes + "\n[[override]]\ndate = " + rule.date +
           "\nname = \"told by a story\"\nsource = \"a story\"\n" +
           (rule.hours.empty() ? "closed = true\n" : "hours = [\"" + rule.hours + "\"]\n");
}

files::entity_list bound(const std::vector<app::story_entity>& entities)
{
    files::entity_list list{.file = "entities of the story", .all = {}};
    for (const auto& one : entities) {
        files::legal_entity entity{.id = one.id, .kind = one.kind, .usual = list.all.empty(), .policies = {}};
        for (const auto& id : one.policies)
            entity.policies.push_back({.id = id, .line = static_cast<std::uint32_t>(one.line), .column = 1});
        list.all.push_back(std::move(entity));
    }
    return list;
}

const std::string& filled(const scratch_folder& folder, const std::map<std::string, std::string>& with)
{
    for (const auto& [id, bytes] : with) folder.write(id + ".toml", bytes);
    return folder.path();
}

}  // namespace

story_house::files_read::files_read(const std::vector<app::story_entity>& entities,
                                    const std::map<std::string, std::string>& policy_bytes,
                                    const std::map<std::string, std::string>& calendar_bytes)
    : calendars(filled(calendar_folder, calendar_bytes)),
      policies(filled(policy_folder, policy_bytes), calendars, bound(entities))
{
}

story_house::story_house(const std::vector<app::story_entity>& entities,
                         const std::vector<app::story_rule>& rules, const std::string& file)
    : entities_(entities)
{
    static const auto shipped = tomls_of("schemas/policies");
    static const auto presets = tomls_of("schemas/presets");
    static const auto shipped_calendars = tomls_of("schemas/calendars");
    policies_ = shipped;
    calendars_ = shipped_calendars;
    for (const auto& one : entities)
        for (const auto& id : one.policies) {
            const auto found = presets.find(id);
            if (found == presets.end()) {
                std::vector<std::string_view> ids;
                for (const auto& preset : presets) ids.push_back(preset.first);
                no(file, one.line, id, "no preset of schemas/presets" + app::did_you_mean(id, ids));
            }
            policies_.insert(*found);
        }
    for (const auto& one : rules) edit(one, file);
    if (entities.empty() && rules.empty()) {
        static const auto usual = std::make_shared<const files_read>(entities_, policies_, calendars_);
        read_.push_back(usual);
    } else {
        read();
    }
}

void story_house::read()
{
    read_.push_back(std::make_shared<const files_read>(entities_, policies_, calendars_));
}

void story_house::edit(const app::story_rule& rule, const std::string& file)
{
    auto& bytes = known(rule.of_calendar ? calendars_ : policies_, rule, file);
    bytes = rule.of_calendar ? with_day(bytes, rule) : with_settings(bytes, rule, file);
}

void story_house::change(const app::story_rule& rule, const std::string& file)
{
    edit(rule, file);
    read();
}

const std::vector<const policy*>& story_house::in_force() const
{
    return read_.back()->policies.in_force();
}

const policy* story_house::find(std::string_view sha256) const
{
    for (const auto& one : read_)
        if (const auto* found = one->policies.find(sha256)) return found;
    return nullptr;
}

const calendar* story_house::in_force(std::string_view id) const
{
    return read_.back()->calendars.in_force(id);
}

const calendar* story_house::pinned(std::string_view sha256, std::string_view zone_data) const
{
    for (const auto& one : read_)
        if (const auto* found = one->calendars.pinned(sha256, zone_data)) return found;
    return nullptr;
}

}  // namespace redress::tests
