#include "workflow/engine.hpp"

#include "workflow/engine_inside.hpp"

#include <utility>

namespace redress::workflow {

unknown_policy::unknown_policy(const case_id& in, std::string_view sha256)
    : std::runtime_error(
          "case " + to_string(in) + " has pinned a policy or calendar " + std::string(sha256) +
          ", which is not loaded: add its file to the policies or restore its row in the table "
          "of policies, then start again"),
      id(in)
{
}

engine::inside::inside(case_store& cases, const policy_book& book, engine_settings given,
                       std::function<void(const case_id&, const alarm&)> tell)
    : store(cases),
      policies(book),
      settings(std::move(given)),
      alarmed(std::move(tell)),
      cache(settings.cache_cases_max),
      deciding(cache, chains, policies, settings)
{
}

engine::engine(case_store& store, const policy_book& policies, engine_settings settings,
               std::function<void(const case_id&, const alarm&)> alarmed)
    : in_(std::make_unique<inside>(store, policies, std::move(settings), std::move(alarmed)))
{
}

engine::~engine() = default;

std::vector<answer> engine::apply(const batch& work)
{
    in_->settle_quietly();
    auto d = in_->fresh();
    d->work = &work;
    if (in_->fast(d, {})) return in_->settle();
    in_->slow(*d);
    return in_->close(*d);
}

std::vector<answer> engine::start(batch work, std::span<const case_id> soon)
{
    in_->returned.clear();
    auto d = in_->fresh();
    d->owned = std::move(work);
    std::vector<answer> before = std::exchange(in_->settled, {});
    try {
        if (in_->in_flight && in_->overlap(d, soon, before)) return before;
        if (in_->in_flight) before = in_->settle();
        if (!in_->fast(d, soon)) {
            in_->slow(*d);
            in_->settled = in_->close(*d);
        }
        return before;
    } catch (...) {
        // What was written has its answers collected by `finish`; what was not comes back.
        in_->settle_for_later(std::move(before));
        in_->returned.push_back(std::move(d->owned));
        throw;
    }
}

engine::slice engine::start_due(int limit)
{
    in_->returned.clear();
    slice done{.before = std::exchange(in_->settled, {})};
    try {
        in_->start_slice(limit, done);
    } catch (...) {
        in_->forget_ahead();
        in_->settle_for_later(std::move(done.before));
        throw;
    }
    return done;
}

std::size_t engine::fire_due(int limit)
{
    slice done = start_due(limit);
    in_->settled = std::move(done.before);
    if (in_->in_flight) static_cast<void>(in_->settle());
    return done.looked_at;
}

std::vector<answer> engine::finish()
{
    if (in_->in_flight) return in_->settle();
    return std::exchange(in_->settled, {});
}

std::vector<batch> engine::take_back()
{
    return std::exchange(in_->returned, {});
}

void engine::record(std::string_view type, const actor& who,
                    std::vector<std::pair<std::string, std::string>> data)
{
    in_->settle_quietly();
    constexpr int rounds = 5;
    for (int round = 0; round < rounds; ++round) {
        auto d = in_->fresh();
        d->clear();
        in_->cache.begin(++in_->number);
        const std::int16_t bucket = in_->chains.home(in_->deciding.random(), in_->now());
        in_->cache.forget(bucket);
        try {
            const auto locked = in_->store.lock(std::span(&bucket, 1));
            snapshot read = locked->read({});
            in_->know_time(read.at);
            const instant at = read.at;
            static_cast<void>(in_->cache.absorb(std::move(read)));
            in_->deciding.begin(*d, at, in_->number);
            in_->deciding.note(type, who, data, nullptr, bucket);
            in_->deciding.finish();
            if (in_->write_locked(*d, *locked) == write_status::written) {
                in_->spare = std::move(d);
                return;
            }
        } catch (...) {
            in_->undo(*d);
            throw;
        }
        in_->undo(*d);
    }
    throw write_rejected("an entry of the process did not pass its guards although its bucket was locked");
}

const engine_counts& engine::counts() const
{
    return in_->counts;
}

void engine::people_are(std::span<const colleague> people)
{
    in_->settings.people = people;
}

void engine::forget()
{
    in_->settle_quietly();
    in_->cache.forget_all();
    in_->forget_ahead();
}

}  // namespace redress::workflow
