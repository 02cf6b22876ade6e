// The agenda's days: partitions are made ahead, indexed when their day comes near, and dropped when
// it is over and they are empty; dead letters go after thirty days. Role redress_maintainer. Run before serving and then every hour.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace redress::postgres {

class session;

struct upkeep_done {
    std::vector<std::string> made;  // partitions
    std::vector<std::string> indexed;
    std::vector<std::string> dropped;
    [[nodiscard]] bool nothing() const { return made.empty() && indexed.empty() && dropped.empty(); }
};

class upkeep {
public:
    explicit upkeep(std::string_view url);
    ~upkeep();

    /// Days from yesterday to `days_ahead` from today, by the database's clock. Each step stands for
    /// itself and can be repeated; nothing waits for or blocks the write path. Throws
    /// store_unavailable or write_rejected.
    upkeep_done run(int days_ahead = 92);

private:
    std::unique_ptr<session> to_;
};

}  // namespace redress::postgres
