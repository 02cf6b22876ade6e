# Compiler settings in one place. `redress_options` is how we build, `redress_warnings` what we do
# not tolerate; both are linked PRIVATE by every target of ours and reach nobody else.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

find_program(REDRESS_CCACHE ccache)
if(REDRESS_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER "${REDRESS_CCACHE}")
endif()
find_program(REDRESS_MOLD mold)

add_library(redress_options INTERFACE)
target_include_directories(redress_options INTERFACE "${CMAKE_SOURCE_DIR}")
# -g1: line numbers in a backtrace. Full debug information doubles time and memory of MSM units.
target_compile_options(redress_options INTERFACE -g1 -fno-omit-frame-pointer)
if(REDRESS_MOLD)
    target_link_options(redress_options INTERFACE -fuse-ld=mold)
endif()
set(REDRESS_SANITIZE "" CACHE STRING "address,undefined or thread; empty for none")
if(REDRESS_SANITIZE)
    target_compile_options(redress_options INTERFACE -fsanitize=${REDRESS_SANITIZE})
    target_link_options(redress_options INTERFACE -fsanitize=${REDRESS_SANITIZE})
endif()

add_library(redress_warnings INTERFACE)
target_compile_options(redress_warnings INTERFACE
    -Wall -Wextra -Werror
    -Wno-maybe-uninitialized         # g++ 12 sees moved-from variants as uninitialised at -O2
    -Wno-missing-field-initializers  # designated initialisers name what they set; the rest has defaults
    -Wshadow                         # a hidden name is read as the other one
    -Wconversion                     # ids, counts and times never narrow by accident
    -Wold-style-cast
    -Wnon-virtual-dtor -Woverloaded-virtual -Wsuggest-override
    -Wduplicated-cond -Wimplicit-fallthrough)

# One static library per folder: redress_library(states SOURCES a.cpp ...)
function(redress_library name)
    cmake_parse_arguments(PARSE_ARGV 1 ARG "" "" "SOURCES")
    add_library(redress_${name} STATIC ${ARG_SOURCES})
    add_library(redress::${name} ALIAS redress_${name})
    target_link_libraries(redress_${name} PRIVATE redress_options redress_warnings)
    target_include_directories(redress_${name} PUBLIC "${CMAKE_SOURCE_DIR}")
endfunction()

# One test binary per folder: redress_tests(states LABEL unit SOURCES a_test.cpp ... LINKS redress::states)
# LABEL service: needs PostgreSQL or Kafka, which ops/test starts; a missing one is a failure.
# Every binary lands in build/<preset>/tests, where ops/test finds them by label.
function(redress_tests name)
    cmake_parse_arguments(PARSE_ARGV 1 ARG "" "LABEL" "SOURCES;LINKS")
    add_executable(${name}_tests ${ARG_SOURCES})
    target_link_libraries(${name}_tests PRIVATE redress_options redress_warnings ${ARG_LINKS} Catch2::Catch2WithMain)
    set_target_properties(${name}_tests PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests/${ARG_LABEL}")
    add_test(NAME ${name} COMMAND ${name}_tests WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
    set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABEL}" TIMEOUT 900)
endfunction()
