// The statements of the limit: every table once, everything in one pipeline flush, COMMIT included.
//
// Two forms, of which the faster is the limit. `ordered` is the engine's: heads first, locked in
// bucket order. `plain` is the older one: cases first, heads moved by an update that is not ordered
// (one writer cannot deadlock), positions as the guard.
#pragma once

#include "tests/bench/limit_batch.hpp"

#include <deque>
#include <string>
#include <vector>

namespace redress::bench {

enum class form : std::uint8_t { ordered, plain };

class limit_writer {
public:
    /// `depth` batches may be under way: 2 sends n + 1 before COMMIT of n is answered.
    limit_writer(database& db, form how, int depth, bool offsets);
    ~limit_writer();
    limit_writer(const limit_writer&) = delete;
    limit_writer& operator=(const limit_writer&) = delete;

    void write(const limit_batch& batch);
    void finish();  // waits for what is under way
    [[nodiscard]] std::vector<double>& latencies_ms() { return latencies_ms_; }

private:
    struct statement {
        std::string name, sql;
        std::vector<part> parameters;
    };
    static std::vector<statement> statements(form how, bool offsets);
    void send(const char* name, const std::vector<part>& parameters, const limit_batch* batch);
    void await_one();
    void flush(bool wait);

    database& db_;
    std::vector<statement> statements_;
    int depth_;
    std::deque<double> sent_at_;
    std::vector<double> latencies_ms_;
};

}  // namespace redress::bench
