// Every story of tests/scenarios/*.story is a test of its own, called by its sentence.
#include "adapters/app/demo_lives.hpp"
#include "tests/scenarios/storyteller.hpp"

#include <catch2/catch_session.hpp>
#include <catch2/catch_test_macros.hpp>

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
        try {
            const auto world = world_of(story_);
            storyteller(*world, story_).tell();
        } catch (const story_differs& no) {
            FAIL(no.what());
        } catch (const app::story_error& no) {
            FAIL(no.what());
        } catch (const files::file_error& no) {
            FAIL(story_.file << ":" << story_.line << ": " << no.what());
        }
        SUCCEED("told to its end");
    }

private:
    const app::story& story_;
};

void put_on_shelf()
{
    for (auto& one : app::stories_in("tests/scenarios")) shelf.push_back(std::move(one));
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
