#include "workflow/process_chain.hpp"

namespace redress::workflow {

process_chain& process_chains::of(std::int16_t bucket, randomness& random, instant at)
{
    process_chain& chain = chains_[static_cast<std::size_t>(bucket)];
    while (chain.id.is_nil() || bucket_of(chain.id) != bucket) chain.id = random.id_at(at);
    return chain;
}

std::int16_t process_chains::home(randomness& random, instant at)
{
    if (home_ < 0) {
        const chain_id id = random.id_at(at);
        home_ = bucket_of(id);
        process_chain& chain = chains_[static_cast<std::size_t>(home_)];
        if (chain.id.is_nil()) chain.id = id;
    }
    return home_;
}

}  // namespace redress::workflow
