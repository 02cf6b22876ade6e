// Reading buckets by position: workflow/ports/entry_reader.hpp. A lease lasts `lease_duration`; its
// holder renews it with every `lease` call, and `mark` fails once another has taken it over.
#pragma once

#include "workflow/ports/entry_reader.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace redress::postgres {

class session;

class entry_reader final : public workflow::entry_reader {
public:
    explicit entry_reader(std::string_view url, std::string role = "redress_relay",
                          std::chrono::seconds lease_duration = std::chrono::seconds(15));
    ~entry_reader() override;

    [[nodiscard]] std::vector<workflow::lag> behind(std::string_view reader) override;
    [[nodiscard]] std::vector<workflow::read_entry> after(std::int16_t bucket, std::int64_t pos,
                                                          int limit) override;
    [[nodiscard]] std::optional<std::int64_t> lease(std::string_view reader, std::int16_t bucket,
                                                    std::string_view holder) override;
    [[nodiscard]] bool mark(std::string_view reader, std::int16_t bucket, std::int64_t pos,
                            std::int64_t epoch) override;
    void release(std::string_view reader, std::string_view holder) override;

private:
    std::unique_ptr<session> to_;
    std::chrono::seconds lease_duration_;
};

}  // namespace redress::postgres
