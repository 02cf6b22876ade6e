// A small policy that is right, and what is said when one line of it is wrong.
#pragma once

#include "adapters/files/file_error.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace redress::tests {

/// Twenty-one lines that a policy needs at the least; line 16 begins its only clock.
[[nodiscard]] const std::string& least_policy();

/// `text` with its one `from` replaced; throws when it does not stand there exactly once.
[[nodiscard]] std::string changed(std::string text, std::string_view from, std::string_view to);

/// What the error of reading says, place included; "nothing is wrong" when nothing was thrown.
[[nodiscard]] std::string said_by(const std::function<void()>& reading);

/// The same of the least policy, called `p.toml`, with one replacement.
[[nodiscard]] std::string said_when(std::string_view from, std::string_view to);

/// A folder of its own under the system's temporary one, gone with the test.
class scratch_folder {
public:
    scratch_folder();
    ~scratch_folder();
    scratch_folder(const scratch_folder&) = delete;
    scratch_folder& operator=(const scratch_folder&) = delete;

    void write(const std::string& name, std::string_view bytes) const;
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace redress::tests
