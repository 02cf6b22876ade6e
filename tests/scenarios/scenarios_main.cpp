// Every story of tests/scenarios/*.story is a test of its own, called by its sentence.
#include "adapters/files/file_error.hpp"
#include "tests/scenarios/storyteller.hpp"

#include <catch2/catch_session.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <list>

namespace redress::tests {
namespace {

std::list<app::story> shelf;  // a list: tests point into it

class told_story final : public Catch::ITestInvoker {
public:
    explicit told_story(const app::story& one) : story_(one) {}
    void invoke() const override
    {
        const auto world = world_in_memory();
        try {
            storyteller(*world, story_).tell();
        } catch (const story_differs& no) {
            FAIL(no.what());
        } catch (const app::story_error& no) {
            FAIL(no.what());
        }
        SUCCEED("told to its end");
    }

private:
    const app::story& story_;
};

void put_on_shelf()
{
    std::vector<std::string> paths;
    for (const auto& one : std::filesystem::directory_iterator("tests/scenarios"))
        if (one.path().extension() == ".story") paths.push_back(one.path().string());
    std::sort(paths.begin(), paths.end());
    if (paths.empty())
        throw app::story_error("tests/scenarios: holds no .story file; run from the tree's root");
    for (const auto& path : paths)
        for (auto& one : app::parse_stories(files::read_file(path), path)) shelf.push_back(std::move(one));
    for (const auto& one : shelf)
        Catch::AutoReg(Catch::Detail::make_unique<told_story>(one),
                       Catch::SourceLineInfo(one.file.c_str(), one.line), Catch::StringRef(),
                       Catch::NameAndTags(one.title, "[story]"));
}

}  // namespace
}  // namespace redress::tests

int main(int argc, char** argv)
{
    try {
        redress::tests::put_on_shelf();
    } catch (const std::exception& wrong) {
        std::cerr << wrong.what() << '\n';
        return 1;
    }
    return Catch::Session().run(argc, argv);
}
