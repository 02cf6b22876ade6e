// Who may act, as what, and which Kafka source may speak for whom: one TOML file, until accounts exist.
//
//   [[person]]  id, roles, team, rungs, authority_limit = {USDT = "1000"}, manager, os_user, delegate, absences = [{from, until, delegate}]
//   [[rota]]    who is on duty and on call when: rota.hpp
//   [[source]]  name (a CloudEvents source, or its beginning when it ends in *), speaks_for, trusted_for_time, import
#pragma once

#include "adapters/files/rota.hpp"
#include "states/colleague.hpp"
#include "workflow/ports/source_rules.hpp"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redress::files {

class roster final : public workflow::source_rules {
public:
    [[nodiscard]] workflow::source_rule rule(std::string_view source) const override;
    [[nodiscard]] std::optional<actor> staff(std::string_view id, role as) const override;
    /// The person whose `os_user` this is.
    [[nodiscard]] std::optional<std::string> os_user(std::string_view name) const;
    /// Ids of everybody, sorted.
    [[nodiscard]] std::vector<std::string> people() const;
    /// Everybody as decisions know them, sorted by id; lives as long as the roster.
    [[nodiscard]] std::span<const colleague> colleagues() const { return colleagues_; }
    /// One for each team that has one, in the order of the file.
    [[nodiscard]] const std::vector<rota>& rotas() const { return rotas_; }
    /// What somebody may act as, in the order of the file; empty when the roster has nobody of that id.
    [[nodiscard]] std::vector<role> roles_of(std::string_view id) const;
    /// The account that lets somebody act without saying who; empty: none.
    [[nodiscard]] std::string os_user_of(std::string_view id) const;
    /// Every source as it is written, also those that end in *.
    [[nodiscard]] const std::map<std::string, workflow::source_rule, std::less<>>& sources() const
    {
        return sources_;
    }

private:
    friend roster parse_roster(std::string_view toml, const std::string& name);
    struct person {
        actor as;  // the role is filled in when asked
        std::vector<role> roles;
    };
    std::map<std::string, person, std::less<>> people_;
    std::vector<colleague> colleagues_;
    std::map<std::string, std::string, std::less<>> os_users_;
    std::map<std::string, workflow::source_rule, std::less<>> sources_;
    std::vector<rota> rotas_;
};

/// Roles that people of a roster may have.
[[nodiscard]] std::span<const role> staff_roles();

/// Throws `file_error` naming line, field, rule and fix.
[[nodiscard]] roster parse_roster(std::string_view toml, const std::string& name);
[[nodiscard]] roster load_roster(const std::string& path);

}  // namespace redress::files
