#include "adapters/app/progress.hpp"

#include <algorithm>
#include <iostream>

#include <unistd.h>

namespace redress::app {

progress_bar::progress_bar(std::string what, std::size_t whole, bool quiet)
    : what_(std::move(what)),
      whole_(std::max<std::size_t>(whole, 1)),
      shown_(!quiet && ::isatty(STDERR_FILENO) != 0)
{
}

progress_bar::~progress_bar()
{
    if (shown_) std::cerr << "\r\x1b[K" << std::flush;
}

void progress_bar::at(std::size_t done)
{
    const auto now = std::chrono::steady_clock::now();
    if (!shown_ || (done < whole_ && now - last_ < std::chrono::milliseconds(100))) return;
    last_ = now;
    constexpr std::size_t width = 30;
    const auto filled = std::min(width, width * done / whole_);
    std::cerr << '\r' << what_ << " [" << std::string(filled, '#') << std::string(width - filled, '.') << "] "
              << done << '/' << whole_ << "\x1b[K" << std::flush;
}

}  // namespace redress::app
