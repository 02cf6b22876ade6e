// The baseline: what a careful hand-written service does. One event a transaction, prepared
// statements, binary parameters, no pipeline, no batch; the same rows as the engine: case, entry with
// both keys, head, agenda, position, queue, texts. Every client owns its buckets, so that none waits
// for another's head: this is its best case.
//
//   bench_baseline clients=1,2,4,8,16,32 seconds=5 body=620 ...
#include "tests/bench/cases.hpp"
#include "tests/bench/column.hpp"
#include "tests/bench/cost.hpp"

#include <fmt/core.h>

#include <atomic>
#include <cstdio>
#include <cstring>
#include <deque>
#include <random>
#include <sstream>
#include <thread>

using namespace redress::bench;

namespace {

struct prepared {
    const char* name;
    const char* sql;
};

// clang-format off
constexpr prepared statements[] = {
    {"begin", "BEGIN"}, {"commit", "COMMIT"},
    {"read", "SELECT state, hold, ladder, version, cseq, head, facts FROM complaint WHERE bucket = $1::smallint AND case_id = $2::uuid"},
    {"head", "UPDATE bucket_head SET pos = pos + 1, turn = turn + 1 WHERE bucket = $1::smallint RETURNING pos"},
    {"move", "UPDATE complaint SET state = $4, version = $3::bigint + 1, cseq = $5::bigint, next_due = $6::timestamptz, head = $7::bytea, "
             "facts = $8::bytea WHERE bucket = $1::smallint AND case_id = $2::uuid AND version = $3::bigint"},
    {"file", "INSERT INTO complaint (bucket, case_id, reference, state, hold, ladder, severity, rung, version, cseq, next_due, agenda_at, owner, team, head, facts) "
             "VALUES ($1::smallint, $2::uuid, $3, 'received', 'none', 'at_base', 2, 0, 1, 1, $4::timestamptz, $4::timestamptz, '', 'intake', $5::bytea, $6::bytea)"},
    {"queue", "INSERT INTO work_item (bucket, case_id, reference, team, owner, state, hold, kind, category, channel, severity, rung, next_due, filed_at) "
              "VALUES ($1::smallint, $2::uuid, $3, 'intake', '', 'received', 'none', 'complaint', 'transfer_failed', 'in_app', 2, 0, $4::timestamptz, $4::timestamptz)"},
    {"entry", "INSERT INTO audit_entry (bucket, chain_id, key, cseq, pos, body, leaf) VALUES ($1::smallint, $2::uuid, $3::bigint, $4::bigint, $5::bigint, $6::bytea, $7::bytea)"},
    {"text", "INSERT INTO private_text (bucket, case_id, entry_key, slot, bytes, digest, created_at) "
             "VALUES ($1::smallint, $2::uuid, $3::bigint, 'text', $4::bytea, $5::bytea, $6::timestamptz)"},
    {"agenda", "INSERT INTO deadline_agenda (bucket, look_at, case_id) VALUES ($1::smallint, $3::timestamptz, $2::uuid)"},
    {"work", "UPDATE work_item SET state = $3, next_due = coalesce($4::timestamptz, next_due) WHERE bucket = $1::smallint AND case_id = $2::uuid"},
    {"gone", "DELETE FROM work_item WHERE bucket = $1::smallint AND case_id = $2::uuid"},
    {"count", "UPDATE case_counter SET cases = cases + 1 WHERE bucket = $1::smallint AND state = $2"},
    {"offset", "UPDATE consumer_offset SET next_offset = $2::bigint + 1, applied = applied + 1 WHERE bucket = $1::smallint AND topic = 'bench.probe' AND partition = $1::smallint "
               "AND epoch = 7 AND next_offset = $2::bigint"}};
// clang-format on

constexpr std::int64_t day_us = 86'400'000'000;

class client {
public:
    client(ground& on, const mix& shape, int self, int clients)
        : on_(on), shape_(shape), random_(std::random_device{}())
    {
        db_.run("SET jit = off");
        for (const auto& s : statements) db_.prepare(s.name, s.sql);
        for (std::size_t i = 0; i < on.cases.size(); ++i)
            if (on.cases[i].bucket % clients == self) mine_.push_back(static_cast<int>(i));
        for (int i = 0; i < 1 << 14; ++i) pool_ += static_cast<char>(random_());
    }

    void one_event()
    {
        auto& c = on_.cases[static_cast<std::size_t>(mine_[random_() % mine_.size()])];
        auto& head = on_.heads[static_cast<std::size_t>(c.bucket)];
        const auto due =
            due_base_ + static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(30 * day_us));
        const bool filing = chance(shape_.filings);
        const auto key = static_cast<std::int64_t>(random_());
        const std::uint64_t fresh[2] = {random_(), random_()};
        char fresh_bytes[sizeof fresh];
        std::memcpy(fresh_bytes, fresh, sizeof fresh);
        const std::string_view id = filing ? std::string_view(fresh_bytes, sizeof fresh) : c.id_bytes();
        const std::string_view state = c.version % 2 ? "responded" : "investigating";
        ask("begin");
        if (filing) {
            const auto reference = "C" + std::to_string(fresh[0]);
            ask("file", c.bucket, id, std::string_view(reference), due, noise(32), noise(shape_.facts));
            ask("queue", c.bucket, id, std::string_view(reference), due);
        } else {
            ask("read", c.bucket, id);
            ask("move", c.bucket, id, c.version, state, c.cseq + 1, due, noise(32), noise(shape_.facts));
            ++c.version, ++c.cseq;
            if (c.queued && chance(shape_.closings))
                ask("gone", c.bucket, id), c.queued = false;
            else if (c.queued && chance(shape_.work))
                ask("work", c.bucket, id, state, due);
        }
        ask("head", c.bucket);
        ask("entry", c.bucket, id, key, filing ? std::int64_t{1} : c.cseq, ++head.pos, noise(shape_.body),
            noise(32));
        if (chance(shape_.texts)) ask("text", c.bucket, id, key, noise(shape_.text), noise(32), due);
        if (chance(shape_.agenda)) ask("agenda", c.bucket, id, due);
        if (chance(shape_.counters / shape_.batch)) ask("count", c.bucket, state);
        if (shape_.offsets) ask("offset", c.bucket, head.offset++);
        ask("commit");
        ++events;
    }

    [[nodiscard]] int backend() { return db_.backend(); }
    std::atomic<std::int64_t> events = 0;

private:
    bool chance(double rate) { return static_cast<double>(random_() % 100'000) < rate * 100'000; }
    std::string_view noise(int n)
    {
        return {pool_.data() + random_() % (pool_.size() - static_cast<std::size_t>(n)),
                static_cast<std::size_t>(n)};
    }

    template <class... Values>
    void ask(const char* name, const Values&... values)
    {
        column sent[sizeof...(Values) + 1];
        const char* data[sizeof...(Values) + 1];
        int length[sizeof...(Values) + 1], format[sizeof...(Values) + 1], n = 0;
        [[maybe_unused]] const auto put = [&](const auto& value) {
            sent[n].scalar(value);
            data[n] = sent[n].bytes().data();
            length[n] = static_cast<int>(sent[n].bytes().size());
            format[n++] = 1;
        };
        (put(values), ...);
        PGresult* result = PQexecPrepared(db_.raw(), name, n, data, length, format, 1);
        const auto status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) db_.fail(name);
        PQclear(result);
    }

    database db_;
    ground& on_;
    mix shape_;
    std::mt19937_64 random_;
    std::string pool_;
    std::vector<int> mine_;
    std::int64_t due_base_ =
        static_cast<std::int64_t>(db_.number("SELECT extract(epoch FROM now() - '2000-01-01') * 1000000"));
};

void measure(cost_meter& meter, ground& on, const mix& shape, int clients, double warm_s, double run_s)
{
    std::deque<client> all;
    std::vector<int> backends;
    for (int i = 0; i < clients; ++i) backends.push_back(all.emplace_back(on, shape, i, clients).backend());
    std::atomic<bool> stop = false;
    std::vector<std::thread> threads;
    for (auto& one : all)
        threads.emplace_back([&one, &stop] {
            while (!stop) one.one_event();
        });
    const auto events = [&] {
        double sum = 0;
        for (const auto& one : all) sum += static_cast<double>(one.events);
        return sum;
    };
    std::this_thread::sleep_for(std::chrono::duration<double>(warm_s));
    const auto from = meter.read(backends);
    const double before = events();
    std::this_thread::sleep_for(std::chrono::duration<double>(run_s));
    const double after = events();
    const auto to = meter.read(backends);
    stop = true;
    for (auto& t : threads) t.join();
    fmt::print(R"({{"what":"baseline","clients":{},{}}})"
               "\n",
               clients, per_unit(from, to, after - before));
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv)
{
    const options given(
        argc, argv,
        with_mix({{"clients", "1,2,4,8,16,32"}, {"cases_all", "200000"}, {"warm", "1"}, {"seconds", "4"}}));
    const mix shape = mix_of(given);
    database watch;
    prepare_tables(watch, shape, given.integer("cases_all"));
    ground on = read_ground(watch);
    cost_meter meter(watch);
    std::istringstream list(given.text("clients"));
    for (std::string n; std::getline(list, n, ',');)
        measure(meter, on, shape, std::stoi(n), given.real("warm"), given.real("seconds"));
}
