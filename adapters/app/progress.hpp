// A progress bar on stderr, on a terminal only: pipes and logs get nothing.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace redress::app {

class progress_bar {
public:
    progress_bar(std::string what, std::size_t whole, bool quiet);
    ~progress_bar();  // wipes the bar
    progress_bar(const progress_bar&) = delete;
    progress_bar& operator=(const progress_bar&) = delete;
    void at(std::size_t done);

private:
    std::string what_;
    std::size_t whole_;
    bool shown_;
    std::chrono::steady_clock::time_point last_{};
};

}  // namespace redress::app
