// Counts what the test binary allocates, and lets an allocation fail when a test asks for it.
#pragma once

#include <cstdint>

namespace redress::tests {

[[nodiscard]] std::uint64_t allocations();
/// The n-th allocation of this thread from now throws std::bad_alloc, once; 0: none does.
void fail_allocation(int n);

}  // namespace redress::tests
