#include "adapters/app/upload_file.hpp"

#include "adapters/postgres/desk_store.hpp"

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace redress::app {
namespace {

namespace fs = std::filesystem;

fs::path folder_of(const fs::path& documents)
{
    return documents / "uploads";
}
fs::path place_of_upload(const fs::path& documents, const uuid& id)
{
    return folder_of(documents) / to_string(id);
}

[[noreturn]] void cannot(const char* what)
{
    throw std::runtime_error("documents.dir: cannot " + std::string(what) +
                             " an upload: " + std::strerror(errno));
}

struct stat looked_at(int file)
{
    struct stat now {};
    if (::fstat(file, &now) != 0) cannot("look at");
    return now;
}

}  // namespace

upload_file::upload_file(int file, fs::path path) : file_(file), path_(std::move(path)) {}
upload_file::~upload_file()
{
    ::close(file_);
}

std::unique_ptr<upload_file> upload_file::open(const fs::path& folder, const uuid& id)
{
    fs::create_directories(folder_of(folder));
    const auto at = place_of_upload(folder, id);
    for (;;) {
        const int file = ::open(at.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (file < 0) cannot("open");
        std::unique_ptr<upload_file> made(new upload_file(file, at));
        // Of the open file and not of the process: two of one process are two, and it ends with whoever has it.
        struct flock whole {};
        whole.l_type = F_WRLCK;
        whole.l_whence = SEEK_SET;
        if (::fcntl(file, F_OFD_SETLK, &whole) != 0) {
            if (errno == EINTR) continue;
            if (errno == EAGAIN || errno == EACCES) return nullptr;
            cannot("lock");
        }
        // Dropped between the two: what would be written goes nowhere.
        if (looked_at(file).st_nlink > 0) return made;
    }
}

std::int64_t upload_file::size() const
{
    return looked_at(file_).st_size;
}

void upload_file::append(std::string_view piece)
{
    auto at = size();
    while (!piece.empty()) {
        const auto written = ::pwrite(file_, piece.data(), piece.size(), at);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) cannot("write");
        piece.remove_prefix(static_cast<std::size_t>(written));
        at += written;
    }
}

void upload_file::sync()
{
    if (::fsync(file_) != 0) cannot("keep");
}

std::int64_t upload_size(const fs::path& folder, const uuid& id)
{
    std::error_code none;
    const auto size = fs::file_size(place_of_upload(folder, id), none);
    return none ? 0 : static_cast<std::int64_t>(size);
}

void drop_upload_file(const fs::path& folder, const uuid& id)
{
    std::error_code none;
    fs::remove(place_of_upload(folder, id), none);
}

void sweep_uploads(postgres::desk_store& desk, const fs::path& folder, std::chrono::seconds most)
{
    desk.drop_uploads_older(most);
    std::error_code none;
    for (const auto& one : fs::directory_iterator(folder_of(folder), none)) {
        const auto id = parse_uuid(one.path().filename().string());
        // A file comes after its upload was written down: one without belongs to nobody any more.
        if (!id || !desk.upload_known(*id)) fs::remove(one.path(), none);
    }
}

}  // namespace redress::app
