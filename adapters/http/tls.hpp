// The certificate in use, and how it is changed while connections go on. TLS 1.3 and nothing older.
#pragma once

#include <boost/asio/ssl/context.hpp>

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>

namespace redress::http {

class certificate {
public:
    /// Throws std::runtime_error naming the file and what is wrong with it.
    certificate(std::filesystem::path chain, std::filesystem::path key);

    [[nodiscard]] std::shared_ptr<boost::asio::ssl::context> current() const;

    /// Reads both files again when either changed since; true when others are in use now. A pair that cannot
    /// be used, or is half written, throws std::runtime_error, and the one in use stays.
    bool reload();

private:
    struct stamp {
        std::filesystem::file_time_type chain, key;
        bool operator==(const stamp&) const = default;
    };
    [[nodiscard]] stamp now() const;
    [[nodiscard]] std::shared_ptr<boost::asio::ssl::context> load() const;

    const std::filesystem::path chain_, key_;
    mutable std::mutex guard_;
    stamp read_;
    std::shared_ptr<boost::asio::ssl::context> current_;
};

}  // namespace redress::http
