// A QR code as one path of SVG, so that it prints and zooms.
#pragma once

#include <string>

namespace redress::app {

struct qr_path {
    int size = 0;  // modules, with the quiet zone
    std::string path;
};
[[nodiscard]] qr_path qr_of(const std::string& text);

}  // namespace redress::app
