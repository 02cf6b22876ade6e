#include "adapters/app/private_file.hpp"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace redress::app {

void write_private_file(const std::string& file, const std::string& bytes, bool fresh)
{
    const auto failed = [&](const char* what) {
        throw std::system_error(errno, std::generic_category(), std::string(what) + " " + file);
    };
    const auto path = fresh ? file : file + ".new";
    const int to = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | (fresh ? O_EXCL : O_TRUNC), 0600);
    if (to < 0) failed("cannot write");
    std::size_t done = 0;
    while (done < bytes.size()) {
        const auto wrote = ::write(to, bytes.data() + done, bytes.size() - done);
        if (wrote < 0) {
            ::close(to);
            failed("cannot write");
        }
        done += static_cast<std::size_t>(wrote);
    }
    const bool synced = ::fsync(to) == 0;
    if (::close(to) != 0 || !synced) failed("cannot write");
    if (!fresh && ::rename(path.c_str(), file.c_str()) != 0) failed("cannot put into place");
    const auto folder = std::filesystem::path(file).parent_path();
    const int in = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (in >= 0) {
        (void)::fsync(in);
        ::close(in);
    }
}

}  // namespace redress::app
