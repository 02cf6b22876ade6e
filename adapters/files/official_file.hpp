// What is ours, as a file: the numbers, addresses and accounts that a message of ours may come from, how to call us,
// and who outside the house can help. People compare what they received with it.
#pragma once

#include "adapters/files/file_error.hpp"
#include "states/vocabulary.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace redress::files {

struct official_phone {
    std::string number;      // as people read it: "+86 400 555 0100"
    bool emergency = false;  // answered day and night
};

enum class official_kind : std::uint8_t { phone, email, domain, account, sender };

struct official_thing {
    official_kind kind{};
    std::string value;  // as people read it
};

struct outside_body {
    std::string id;  // as events name it in `body`
    std::string name_en, name_zh;
    std::string how_en, how_zh;  // how to turn to it
    int days = 0;                // from our final answer; 0: no last date
};

struct official_list {
    std::string house_en, house_zh;
    std::string leave;  // where "leave this page" leads
    std::vector<official_phone> phones;
    std::vector<official_thing> things;
    std::vector<outside_body> bodies;

    /// The thing that somebody typed, however they wrote it; null: not ours. A link counts by its host, an address
    /// of e-mail alone or by a host of ours.
    [[nodiscard]] const official_thing* find(std::string_view typed) const;
};

/// Throws `file_error`.
[[nodiscard]] official_list load_official(const std::string& path);

}  // namespace redress::files

namespace redress {
REDRESS_NAMES(files::official_kind, "phone", "email", "domain", "account", "sender")
}
