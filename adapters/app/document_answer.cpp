#include "adapters/app/document_answer.hpp"

#include "adapters/app/letter_history.hpp"
#include "adapters/app/pages/document_file.hpp"
#include "adapters/app/percent_encoding.hpp"
#include "adapters/app/services.hpp"
#include "adapters/postgres/case_queries.hpp"

#include <algorithm>
#include <cerrno>
#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

namespace redress::app {
namespace {

constexpr std::size_t piece_bytes = std::size_t{64} * 1024;

/// Asked for one piece after the other, by one thread at a time.
class file_stream final : public http::body_stream {
public:
    explicit file_stream(const std::filesystem::path& file)
        : from_(::open(file.c_str(), O_RDONLY | O_CLOEXEC))
    {
        if (from_ < 0) throw std::runtime_error("documents.dir: a document is not there");
    }
    file_stream(const file_stream&) = delete;
    file_stream& operator=(const file_stream&) = delete;
    ~file_stream() override { ::close(from_); }

    void next(std::function<void(std::optional<std::string>)> ready) override
    {
        std::string piece(piece_bytes, '\0');
        ssize_t got = 0;
        do got = ::read(from_, piece.data(), piece.size());
        while (got < 0 && errno == EINTR);
        if (got <= 0) {
            broken_ = got < 0;
            ready(std::nullopt);
            return;
        }
        piece.resize(static_cast<std::size_t>(got));
        ready(std::move(piece));
    }
    void gone() override {}
    [[nodiscard]] bool broken() const override { return broken_; }

private:
    int from_;
    bool broken_ = false;
};

std::string_view ending_of(std::string_view type)
{
    if (type == "image/jpeg") return ".jpg";
    if (type == "application/pdf") return ".pdf";
    if (type == "video/quicktime") return ".mov";
    const auto slash = type.find('/');
    static constexpr std::string_view known[] = {".png", ".gif", ".webp", ".heic", ".mp4", ".webm"};
    for (const auto ending : known)
        if (ending.substr(1) == type.substr(slash + 1)) return ending;
    return "";
}

/// RFC 6266 with RFC 8187: a plain name for old programs, and the one that it has.
std::string disposition(const postgres::kept_document& what, const std::string& name)
{
    auto out = "attachment; filename=\"" + what.id + std::string(ending_of(what.type)) + "\"";
    if (name.empty()) return out;
    return out + "; filename*=UTF-8''" + percent_encoded(name);
}

}  // namespace

http::response document_answer(const std::filesystem::path& folder, const postgres::kept_document& what,
                               const std::string& name)
{
    http::response made;
    made.content_type = "application/octet-stream";
    made.headers = {{"content-disposition", disposition(what, name)},
                    {"cache-control", "no-store"},
                    {"content-security-policy", "default-src 'none'; sandbox"},
                    {"referrer-policy", "no-referrer"},
                    {"x-content-type-options", "nosniff"}};
    made.stream = std::make_shared<file_stream>(place_of(folder, what.sha256));
    return made;
}

std::string document_name(services& from, const complaint& of, const std::string& id)
{
    const auto found = std::ranges::find(of.facts.document_list, id, &document::id);
    if (found == of.facts.document_list.end()) return {};
    const auto entries = whole_history(from, of.id);
    const auto entry = std::ranges::find(entries, found->entry, &postgres::timeline_entry::cseq);
    if (entry == entries.end()) return {};
    for (const auto& one : from.queries().texts(of.id))
        if (one.entry_key == entry->key && one.slot == "text")
            return one.bytes.substr(0, one.bytes.find('\n'));
    return {};
}

}  // namespace redress::app
