#include "adapters/app/rest/sentence.hpp"

#include "adapters/app/services.hpp"

namespace redress::app::rest {

std::string sentence_of(services& from, said what)
{
    what.values["see"] = {};
    return from.say(what);
}

}  // namespace redress::app::rest
