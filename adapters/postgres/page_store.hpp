// What the complainant's pages keep of their own: proofs of secrets, visits, and which documents a case has.
// Role: redress_pages, which sees of cases their ids and references, and no words.
//
// Throws store_unavailable, write_rejected. Not thread-safe.
#pragma once

#include "states/ids.hpp"
#include "states/instant.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace redress::postgres {

class secret_finder;
class session;

struct kept_secret {
    std::string salt;
    std::string proof;
    bool representative = false;  // whoever holds it speaks for somebody
    std::int32_t generation = 1;
};

struct named_secret {
    case_id of{};
    kept_secret what;
};

/// Whose a visit is.
struct page_visit {
    case_id of{};
    bool representative = false;
};

struct wanted_secret {
    case_id of{};
    instant asked{};
};

struct kept_document {
    std::string id;
    std::string sha256;  // 32 bytes
    std::int64_t size = 0;
    std::string type;
    std::string state;  // quarantined, clean, infected, gone
    instant added{};
};

/// Which document of which case.
struct case_document {
    case_id of{};
    std::string id;
};

class page_store {
public:
    explicit page_store(std::string url);
    ~page_store();
    page_store(const page_store&) = delete;
    page_store& operator=(const page_store&) = delete;

    /// The first secret of a case; one that it has stays.
    void keep_secret(const case_id& of, const kept_secret& what);
    /// Takes the place of the one before, if there is one, and ends its visits. Its generation is the next one.
    void replace_secret(const case_id& of, const kept_secret& what);
    [[nodiscard]] std::optional<kept_secret> secret(const case_id& of);
    /// Whose secret a reference asks for; it is as `parse_reference` gives it.
    [[nodiscard]] std::optional<named_secret> secret_of(const std::string& reference);
    /// That a new secret is wanted; asked once more within a day, it is the same wish, and false.
    bool want_secret(const case_id& of);
    /// Wishes that no newer secret has met, oldest first.
    [[nodiscard]] std::vector<wanted_secret> secrets_wanted();

    /// `proof` stands for the visit's token, which is not kept.
    void open_visit(const case_id& of, const std::string& proof, std::int32_t generation);
    /// Notes that it goes on. Nothing when there is none, it has ended, or the secret is another since.
    [[nodiscard]] std::optional<page_visit> visit(std::int16_t bucket, const std::string& proof);
    void end_visit(std::int16_t bucket, const std::string& proof);

    /// False when the case has one of that id already.
    bool add_document(const case_id& of, const kept_document& what);
    [[nodiscard]] std::vector<kept_document> documents(const case_id& of);
    [[nodiscard]] std::optional<kept_document> document(const case_id& of, const std::string& id);
    /// What a scan found, or that it is gone. Of one that is gone nothing changes any more.
    void set_document_state(const case_id& of, const std::string& id, const std::string& state);
    /// Those of all cases that are not gone, in the order of their keys, behind `after`; from the first on when
    /// it names none.
    [[nodiscard]] std::vector<case_document> documents_behind(const case_document& after, int most);
    /// How many cases have a document of these bytes that is not gone.
    [[nodiscard]] std::int64_t documents_of_bytes(const std::string& sha256);

private:
    const std::string url_;
    std::unique_ptr<session> to_;
    std::unique_ptr<secret_finder> finder_;
};

}  // namespace redress::postgres
