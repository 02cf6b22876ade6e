#include "adapters/app/web/public_side.hpp"

#include "adapters/app/services.hpp"
#include "adapters/http/limiter.hpp"
#include "workflow/firewall/clean_event.hpp"
#include "workflow/identity/throttle.hpp"

#include <algorithm>

namespace redress::app {
namespace {

cleaned_words without_secrets(std::string_view text, std::optional<field> name)
{
    const auto found = workflow::secrets_in(text, name);
    cleaned_words clean{workflow::without(text, found), {}};
    for (const auto& one : found) {
        const std::string kind(workflow::name_of(one.kind));
        if (std::ranges::find(clean.kinds, kind) == clean.kinds.end()) clean.kinds.push_back(kind);
    }
    return clean;
}

/// Both are counted whatever the other says, so that neither tells of the other.
class tries {
public:
    tries(std::int64_t of_reference, std::int64_t of_network)
        : references_(per_minute(of_reference)), networks_(per_minute(of_network))
    {
    }

    [[nodiscard]] bool one(std::string_view reference, std::string_view peer)
    {
        const bool network = networks_.take(workflow::network_of(peer)).allowed;
        const bool this_case = references_.take(reference).allowed;
        return network && this_case;
    }

private:
    static http::limiter_settings per_minute(std::int64_t times)
    {
        return {.burst = static_cast<double>(times), .per_second = static_cast<double>(times) / 60};
    }
    http::limiter references_, networks_;
};

}  // namespace

std::shared_ptr<const page_world> public_side(services& from)
{
    const auto& settings = from.settings();
    if (settings.text(setting::pages_pepper_file).empty()) return nullptr;
    const auto counted =
        std::make_shared<tries>(settings.integer(setting::pages_look_ups_per_minute),
                                settings.integer(setting::pages_network_look_ups_per_minute));
    return std::make_shared<const page_world>(
        from, page_hooks{.clean = without_secrets,
                         .may_try = [counted](std::string_view reference, std::string_view peer) {
                             return counted->one(reference, peer);
                         }});
}

}  // namespace redress::app
