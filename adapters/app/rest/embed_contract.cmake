# Writes OUT, a C++ source with the bytes of FILE in it. Run by CMake at build time.
file(READ "${FILE}" text HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" text "${text}")
file(WRITE "${OUT}.new" "// Made from schemas/http/openapi.yaml by embed_contract.cmake.\n#include \"adapters/app/rest/contract.hpp\"\n\nnamespace redress::app::rest {\nstd::string_view contract() { return \"${text}\"; }\n}  // namespace redress::app::rest\n")
file(RENAME "${OUT}.new" "${OUT}")
