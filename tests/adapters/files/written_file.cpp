#include "written_file.hpp"

#include "adapters/files/policy_file.hpp"

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <stdlib.h>

namespace redress::tests {

const std::string& least_policy()
{
    static const std::string text = R"(id = "p"
rev = 1
zone = "UTC"
appeal_levels = 1
[windows]
appeal = "720h"
reopen = "720h"
restart = "168h"
longest_hold = "28d"
[[rung]]
number = 1
target = "care"
[[category]]
id = "fees"
severity = 2
[[clock]]
id = "answer"
kind = "published"
start = ["complaint_filed"]
stop = ["dispatched:final_response"]
limit = "24h"
)";
    return text;
}

std::string changed(std::string text, std::string_view from, std::string_view to)
{
    const auto at = text.find(from);
    if (at == std::string::npos || text.find(from, at + 1) != std::string::npos)
        throw std::logic_error("'" + std::string(from) + "' does not stand there exactly once");
    return text.replace(at, from.size(), to);
}

std::string said_by(const std::function<void()>& reading)
{
    try {
        reading();
    } catch (const files::file_error& wrong) {
        return wrong.what();
    }
    return "nothing is wrong";
}

std::string said_when(std::string_view from, std::string_view to)
{
    return said_by([text = changed(least_policy(), from, to)] { (void)files::load_policy(text, "p.toml"); });
}

scratch_folder::scratch_folder()
{
    auto name = (std::filesystem::temp_directory_path() / "redress-files-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = name;
}

scratch_folder::~scratch_folder()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

void scratch_folder::write(const std::string& name, std::string_view bytes) const
{
    std::ofstream out(path_ + "/" + name, std::ios::binary);
    out << bytes;
    if (!out.flush()) throw std::runtime_error("cannot write " + path_ + "/" + name);
}

}  // namespace redress::tests
