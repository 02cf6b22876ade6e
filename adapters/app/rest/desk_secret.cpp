#include "adapters/app/rest/desk_secret.hpp"

#include "adapters/app/services.hpp"
#include "adapters/postgres/desk_store.hpp"

#include <array>
#include <map>
#include <stdexcept>
#include <utility>

#include <openssl/rand.h>

namespace redress::app::rest {

const std::string& desk_secret(services& from, const std::string& name)
{
    thread_local std::map<std::pair<std::string, std::string>, std::string> known;
    const std::pair key(from.database(), name);
    if (const auto found = known.find(key); found != known.end()) return found->second;
    std::array<unsigned char, 32> fresh{};
    if (RAND_bytes(fresh.data(), fresh.size()) != 1) throw std::runtime_error("no random bytes for a secret");
    return known
        .emplace(key, from.desk().secret(name, {reinterpret_cast<const char*>(fresh.data()), fresh.size()}))
        .first->second;
}

}  // namespace redress::app::rest
