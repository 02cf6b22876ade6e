#include "tests/states/allocations.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::uint64_t> counted = 0;
thread_local int until_failure = 0;

}  // namespace

void* operator new(std::size_t size)
{
    ++counted;
    if (until_failure > 0 && --until_failure == 0) throw std::bad_alloc();
    if (void* memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept
{
    try {
        return operator new(size);
    } catch (const std::bad_alloc&) {
        return nullptr;
    }
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}

namespace redress::tests {

std::uint64_t allocations()
{
    return counted;
}
void fail_allocation(int n)
{
    until_failure = n;
}

}  // namespace redress::tests
