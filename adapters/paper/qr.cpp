#include "adapters/paper/qr.hpp"

#include <qrcodegen/qrcodegen.hpp>

namespace redress::paper {

qr_code qr_of(const std::string& text)
{
    constexpr int quiet = 4;
    const auto code = qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
    qr_code made{.size = code.getSize() + 2 * quiet, .bars = {}};
    for (int y = 0; y < code.getSize(); ++y)
        for (int x = 0; x < code.getSize(); ++x) {
            if (!code.getModule(x, y)) continue;
            int length = 1;
            while (x + length < code.getSize() && code.getModule(x + length, y)) ++length;
            made.bars.push_back({x + quiet, y + quiet, length});
            x += length - 1;
        }
    return made;
}

std::string qr_code::svg_path() const
{
    std::string path;
    for (const auto& bar : bars)
        path += "M" + std::to_string(bar.x) + " " + std::to_string(bar.y) + "h" + std::to_string(bar.length) +
                "v1h-" + std::to_string(bar.length) + "z";
    return path;
}

}  // namespace redress::paper
