// Sentences that commands have, too, for whoever asks over REST: without the commands that help whoever types.
#pragma once

#include "adapters/app/said.hpp"

#include <string>

namespace redress::app {
class services;
}

namespace redress::app::rest {

[[nodiscard]] std::string sentence_of(services& from, said what);

}  // namespace redress::app::rest
