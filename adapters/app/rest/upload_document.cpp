#include "adapters/app/rest/upload_document.hpp"

#include "adapters/app/pages/case_secret.hpp"
#include "adapters/app/pages/document_file.hpp"
#include "adapters/app/pages/document_scan.hpp"
#include "adapters/app/rest/problem.hpp"
#include "adapters/app/services.hpp"
#include "adapters/app/upload_file.hpp"
#include "adapters/postgres/desk_store.hpp"
#include "adapters/postgres/page_store.hpp"

#include <openssl/evp.h>

#include <fstream>
#include <memory>
#include <mutex>
#include <stdexcept>

namespace redress::app::rest {
namespace {

namespace fs = std::filesystem;

std::string digest_of_file(const fs::path& file)
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> sum(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    std::ifstream in(file, std::ios::binary);
    std::string piece(std::size_t{64} * 1024, '\0'), digest(32, '\0');
    bool good = sum && in && EVP_DigestInit_ex(sum.get(), EVP_sha256(), nullptr) == 1;
    while (good && in) {
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        good = EVP_DigestUpdate(sum.get(), piece.data(), static_cast<std::size_t>(in.gcount())) == 1;
    }
    good = good && in.eof() &&
           EVP_DigestFinal_ex(sum.get(), reinterpret_cast<unsigned char*>(digest.data()), nullptr) == 1;
    if (!good) throw std::runtime_error("documents.dir: an upload could not be read");
    return digest;
}

std::string bytes_of_file(const fs::path& file, std::size_t most)
{
    std::ifstream in(file, std::ios::binary);
    std::string bytes(most, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(most));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

/// Under its digest, by another name of the same file: nothing is copied, and an upload that breaks off here is still
/// whole. Nothing is written to it any more, since nothing fits behind its last byte.
void keep_file(const fs::path& folder, const fs::path& file, const std::string& sha256)
{
    const auto at = place_of(folder, sha256);
    fs::create_directories(at.parent_path());
    std::error_code failed;
    fs::create_hard_link(file, at, failed);
    if (failed && failed != std::errc::file_exists)
        throw std::runtime_error("documents.dir: a document could not be kept: " + failed.message());
}

void name_document(services& from, const fs::path& folder, const case_id& of, const document_made& one)
{
    mark_waiting(folder, of, one.id);
    from.pages().add_document(of, {.id = one.id,
                                   .sha256 = one.sha256,
                                   .size = one.size,
                                   .type = one.type,
                                   .state = "quarantined",
                                   .added = {}});
}

/// Nothing mends it: the upload goes.
[[noreturn]] void not_taken(services& from, const fs::path& folder, const postgres::kept_upload& one,
                            std::string_view reason)
{
    (void)from.desk().drop_upload(one.about, one.id);
    drop_upload_file(folder, one.id);
    throw problem(422, "upload_not_taken").with("reason", reason);
}

}  // namespace

document_made document_of_upload(services& from, const fs::path& folder, const postgres::kept_upload& one,
                                 upload_file& file)
{
    document_made made{.size = one.size};
    made.type = type_by_content(bytes_of_file(file.path(), 64));
    if (made.type.empty()) not_taken(from, folder, one, "type");
    file.sync();
    // Those from which where they were taken goes are held whole meanwhile: one at a time, whoever sends them.
    static std::mutex one_at_a_time;
    std::unique_lock hold(one_at_a_time, std::defer_lock);
    std::string photo;
    const bool pictured = made.type == "image/jpeg" || made.type == "image/png" || made.type == "image/webp";
    if (pictured) {
        hold.lock();
        photo =
            without_whereabouts(bytes_of_file(file.path(), static_cast<std::size_t>(one.size)), made.type);
        made.size = static_cast<std::int64_t>(photo.size());
        made.sha256 = sha256_of(photo);
    } else {
        made.sha256 = digest_of_file(file.path());
    }
    made.id = "D-" + hex(std::string_view(made.sha256).substr(0, 12));
    const auto before = from.pages().document(one.about, made.id);
    if (before && before->state == "gone") not_taken(from, folder, one, "gone");
    // Named before its bytes are there, so that nobody who deletes the same bytes of another case thinks them nobody's.
    name_document(from, folder, one.about, made);
    if (pictured)
        keep_document(folder, photo);
    else
        keep_file(folder, file.path(), made.sha256);
    return made;
}

}  // namespace redress::app::rest
