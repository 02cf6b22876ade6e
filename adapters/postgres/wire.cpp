#include "adapters/postgres/wire.hpp"

#include "workflow/ports/case_store.hpp"

#include <libpq-fe.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace redress::postgres {
namespace {

template <class T>
T number_at(const char* from)
{
    T value{};
    std::memcpy(&value, from, sizeof value);
    return big_endian(value);
}

}  // namespace

result::result(pg_result* from) : from_(from, &PQclear) {}

bool result::ok() const
{
    const ExecStatusType status = PQresultStatus(from_.get());
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

bool result::skipped() const
{
    return PQresultStatus(from_.get()) == PGRES_PIPELINE_ABORTED;
}

std::string_view result::sqlstate() const
{
    const char* state = PQresultErrorField(from_.get(), PG_DIAG_SQLSTATE);
    return state != nullptr ? state : std::string_view{};
}

std::string result::message() const
{
    const char* primary = PQresultErrorField(from_.get(), PG_DIAG_MESSAGE_PRIMARY);
    return primary != nullptr ? primary : PQresultErrorMessage(from_.get());
}

std::string_view result::tag() const
{
    return PQcmdStatus(from_.get());
}
int result::rows() const
{
    return PQntuples(from_.get());
}
bool result::null(int row, int col) const
{
    return PQgetisnull(from_.get(), row, col) != 0;
}

std::string_view result::bytes(int row, int col) const
{
    return {PQgetvalue(from_.get(), row, col), static_cast<std::size_t>(PQgetlength(from_.get(), row, col))};
}

std::int64_t result::integer(int row, int col) const
{
    const std::string_view b = bytes(row, col);
    if (b.size() == 8) return number_at<std::int64_t>(b.data());
    if (b.size() == 4) return number_at<std::int32_t>(b.data());
    if (b.size() == 2) return number_at<std::int16_t>(b.data());
    throw workflow::store_unavailable("the database answered with another type than an integer");
}

bool result::boolean(int row, int col) const
{
    return bytes(row, col) == std::string_view("\1", 1);
}

redress::uuid result::id(int row, int col) const
{
    redress::uuid value;
    const std::string_view b = bytes(row, col);
    if (b.size() != value.bytes.size())
        throw workflow::store_unavailable("the database answered with another type than a uuid");
    std::memcpy(value.bytes.data(), b.data(), b.size());
    return value;
}

instant result::time(int row, int col) const
{
    return instant(duration(integer(row, col) + epoch_2000));
}

std::optional<instant> result::time_or_null(int row, int col) const
{
    if (null(row, col)) return std::nullopt;
    return time(row, col);
}

link::link(const std::string& connection_text, std::span<const statement> prepared)
    : to_(PQconnectdb(connection_text.c_str()))
{
    const auto give_up = [this](const std::string& why) {
        PQfinish(to_);
        to_ = nullptr;
        throw workflow::store_unavailable("connect to the database: " + why);
    };
    if (PQstatus(to_) != CONNECTION_OK) give_up(PQerrorMessage(to_));
    if (PQsetnonblocking(to_, 1) != 0 || PQenterPipelineMode(to_) != 1) give_up(PQerrorMessage(to_));
    // A batch of 500 is half a megabyte; the kernel caps this at what it allows. Over TCP its own
    // tuning does better than any number of ours.
    sockaddr_storage where{};
    socklen_t length = sizeof where;
    if (getsockname(PQsocket(to_), reinterpret_cast<sockaddr*>(&where), &length) == 0 &&
        where.ss_family == AF_UNIX) {
        const int bytes_max = 4 << 20;
        (void)setsockopt(PQsocket(to_), SOL_SOCKET, SO_SNDBUF, &bytes_max, sizeof bytes_max);
    }
    for (const statement& s : prepared)
        if (PQsendPrepare(to_, s.name, s.sql, 0, nullptr) != 1) give_up(PQerrorMessage(to_));
    end_flush();
    for (const result& r : answers())
        if (!r.ok()) give_up(r.message() + " (is the schema there? 'redress migrate up' makes it)");
    if (!alive()) give_up(last_error());
}

link::~link()
{
    if (to_ != nullptr) PQfinish(to_);
}

bool link::alive() const
{
    return !broken_ && PQstatus(to_) == CONNECTION_OK;
}
bool link::ended_while_idle()
{
    // Nobody answers an idle connection: what is there to read is a notice, a changed setting or
    // the end, and behind the server's last words comes the end of the stream.
    pollfd one{.fd = PQsocket(to_), .events = POLLIN, .revents = 0};
    while (alive() && poll(&one, 1, 0) > 0)
        if (PQconsumeInput(to_) != 1) broken_ = true;
    return !alive();
}

int link::backend() const
{
    return PQbackendPID(to_);
}
std::string link::last_error() const
{
    return PQerrorMessage(to_);
}

namespace {

/// Parameters as libpq takes them; points into the columns.
struct bound {
    static constexpr std::size_t most = 20;
    std::array<const char*, most> values{};
    std::array<int, most> lengths{};
    std::array<int, most> formats{};
    int count;

    explicit bound(std::span<const column> parameters) : count(static_cast<int>(parameters.size()))
    {
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            values.at(i) = parameters[i].bytes().data();
            lengths.at(i) = static_cast<int>(parameters[i].bytes().size());
            formats.at(i) = 1;
        }
    }
};

}  // namespace

void link::say(const char* prepared, std::span<const column> parameters)
{
    const bound with(parameters);
    if (PQsendQueryPrepared(to_, prepared, with.count, with.values.data(), with.lengths.data(),
                            with.formats.data(), 1) != 1)
        broken_ = true;
}

void link::say_text(const char* sql, std::span<const column> parameters)
{
    const bound with(parameters);
    if (PQsendQueryParams(to_, sql, with.count, nullptr, with.values.data(), with.lengths.data(),
                          with.formats.data(), 1) != 1)
        broken_ = true;
}

void link::end_flush()
{
    if (PQpipelineSync(to_) != 1) broken_ = true;
}

void link::push()
{
    while (!broken_) {
        const int unsent = PQflush(to_);
        if (unsent == 0) return;
        if (unsent < 0 || !wait(true)) broken_ = true;
    }
}

bool link::wait(bool to_write)
{
    pollfd one{.fd = PQsocket(to_),
               .events = static_cast<short>(to_write ? POLLIN | POLLOUT : POLLIN),
               .revents = 0};
    if (one.fd < 0) return false;
    for (;;) {
        if (poll(&one, 1, -1) >= 0) break;  // a dead peer ends it: keep-alive and tcp_user_timeout
        if (errno != EINTR) return false;
    }
    if ((one.revents & (POLLIN | POLLERR | POLLHUP)) != 0 && PQconsumeInput(to_) != 1) return false;
    return true;
}

std::vector<result> link::answers()
{
    std::vector<result> list;
    while (!broken_) {
        const int unsent = PQflush(to_);
        // A peer that went away may have answered before it did: what was received is read first.
        if (PQisBusy(to_) != 0) {
            if (!wait(unsent == 1)) broken_ = true;
            continue;
        }
        pg_result* one = PQgetResult(to_);
        if (one == nullptr) {
            if (PQstatus(to_) != CONNECTION_OK) broken_ = true;
            continue;  // the gap between the answers of two statements
        }
        if (PQresultStatus(one) == PGRES_PIPELINE_SYNC) {
            PQclear(one);
            return list;
        }
        list.emplace_back(one);
        if (PQstatus(to_) != CONNECTION_OK) broken_ = true;
    }
    return list;
}

}  // namespace redress::postgres
