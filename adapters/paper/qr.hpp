// A QR code as bars of dark modules, so that it prints and zooms.
#pragma once

#include <string>
#include <vector>

namespace redress::paper {

/// A run of dark modules; modules are counted from 0, the quiet zone included.
struct qr_bar {
    int x = 0, y = 0, length = 0;
};

struct qr_code {
    int size = 0;  // modules, with the quiet zone of four on each side (ISO/IEC 18004)
    std::vector<qr_bar> bars;
    /// As one path of SVG.
    [[nodiscard]] std::string svg_path() const;
};
[[nodiscard]] qr_code qr_of(const std::string& text);

}  // namespace redress::paper
