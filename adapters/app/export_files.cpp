#include "adapters/app/export_files.hpp"

#include <openssl/evp.h>

#include <iterator>
#include <memory>
#include <stdexcept>

namespace redress::app {

namespace fs = std::filesystem;

void write_whole(const fs::path& file, std::string_view content)
{
    fs::create_directories(file.parent_path());
    const fs::path draft = file.string() + ".draft";
    std::ofstream out(draft, std::ios::binary | std::ios::trunc);
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.close();
    if (!out) throw std::runtime_error("cannot write " + file.string());
    fs::rename(draft, file);
}

std::string content_of(const fs::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::pair<tlog::hash, std::uint64_t> digest_of_file(const fs::path& file)
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> all(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_DigestInit_ex(all.get(), EVP_sha256(), nullptr);
    std::ifstream in(file, std::ios::binary);
    std::string part(1 << 18, '\0');
    std::uint64_t size = 0;
    while (in.read(part.data(), static_cast<std::streamsize>(part.size())), in.gcount() > 0) {
        EVP_DigestUpdate(all.get(), part.data(), static_cast<std::size_t>(in.gcount()));
        size += static_cast<std::uint64_t>(in.gcount());
    }
    if (!in.eof()) throw std::runtime_error("cannot read " + file.string());
    tlog::hash out{};
    EVP_DigestFinal_ex(all.get(), out.data(), nullptr);
    return {out, size};
}

growing_file::growing_file(fs::path file, std::uint64_t size) : file_(std::move(file)), size_(size)
{
    fs::create_directories(file_.parent_path());
    if (!fs::exists(file_)) std::ofstream(file_).close();
    if (fs::file_size(file_) < size_)
        throw std::runtime_error(file_.string() + " is shorter than it was: begin the export anew");
    fs::resize_file(file_, size_);
    out_.open(file_, std::ios::binary | std::ios::app);
}

void growing_file::add(std::string_view text)
{
    out_.write(text.data(), static_cast<std::streamsize>(text.size()));
    size_ += text.size();
}

std::uint64_t growing_file::settled()
{
    out_.flush();
    if (!out_) throw std::runtime_error("cannot write " + file_.string());
    return size_;
}

}  // namespace redress::app
