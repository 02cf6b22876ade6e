# The Debian packages that Redress is built, tested and run with. Sourced by ops/setup; a new
# dependency is one line here.
# shellcheck shell=bash disable=SC2034

packages_everywhere=(
    # compiler and build
    g++ cmake ninja-build ccache mold make git pkg-config ca-certificates
    # libraries
    libfmt-dev libspdlog-dev libtomlplusplus-dev libcli11-dev libssl-dev libpq-dev prometheus-cpp-dev
    libhowardhinnant-date-dev tzdata libsodium-dev libcurl4-openssl-dev zlib1g-dev
    libkainjow-mustache-dev libqrcodegencpp-dev libicu-dev libpango1.0-dev libxlsxwriter-dev
    # tests
    libbenchmark-dev librapidcheck-dev
    # servers and what talks to them
    postgresql postgresql-client maven kcat curl procps
    nginx libnginx-mod-http-echo chromium fonts-noto-cjk fonts-liberation poppler-utils
    python3 python3-venv python3-cryptography python3-psycopg2 python3-cbor2 python3-jsonschema python3-yaml python3-openpyxl
    # checks
    clang-format clang-tidy cppcheck shellcheck
)

# The staff console is built with them (Debian 12 has Node 18), unless a machine brought its own: Debian's npm refuses
# to stand beside somebody else's nodejs.
packages_console=(nodejs npm)

# Debian 12's default Boost (1.74) does not compile MSM as C++20; its libpqxx and librdkafka are too
# old and are built from Debian 13's sources, which needs the second line.
packages_bookworm=(
    libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev
    dpkg-dev libsasl2-dev libzstd-dev liblz4-dev
)
packages_trixie=(
    libboost1.83-dev libboost-json1.83-dev libboost-url1.83-dev
    libpqxx-dev librdkafka-dev catch2
)
