// How many due cases a slice of the deadline pass takes. Beside live batches a slice lasts about as long
// as a batch, so that a storm of deadlines costs the live ones a few times their usual wait and no more;
// with nothing else to do it is as large as it may be. The figures behind the constants: decision 5.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace redress::workflow {

class deadline_pace {
public:
    using time = std::chrono::duration<double, std::milli>;

    explicit deadline_pace(int cases_max)
        : cases_max_(cases_max), beside_live_(std::max(cases_max / 4, std::min(cases_min, cases_max)))
    {
    }

    [[nodiscard]] int next(bool live) const { return live ? beside_live_ : cases_max_; }

    /// What the last slice took. Half of each new measure: one slow commit does not set the pace.
    void took(std::size_t cases, time spent)
    {
        if (cases == 0) return;
        const time most = std::max(slice_beside_live, live_ * batches_long);
        const double fits = most / spent * static_cast<double>(cases);
        const double next = (fits + beside_live_) / 2;
        beside_live_ =
            static_cast<int>(std::clamp<double>(next, std::min(cases_min, cases_max_), cases_max_));
    }

    /// What a live batch took while there was more to do: on a slow machine slices are longer, too.
    void live_took(time spent) { live_ = (live_ + spent) / 2; }

private:
    static constexpr time slice_beside_live{5.5};
    static constexpr double batches_long = 0.5;
    static constexpr int cases_min = 25;

    int cases_max_;
    int beside_live_;
    time live_{0};
};

}  // namespace redress::workflow
