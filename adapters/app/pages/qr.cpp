#include "adapters/app/pages/qr.hpp"

#include <qrcodegen/qrcodegen.hpp>

namespace redress::app {

qr_path qr_of(const std::string& text)
{
    constexpr int quiet = 4;
    const auto code = qrcodegen::QrCode::encodeText(text.c_str(), qrcodegen::QrCode::Ecc::MEDIUM);
    qr_path made{.size = code.getSize() + 2 * quiet, .path = {}};
    for (int y = 0; y < code.getSize(); ++y)
        for (int x = 0; x < code.getSize(); ++x) {
            if (!code.getModule(x, y)) continue;
            // A run of dark modules is one bar.
            int length = 1;
            while (x + length < code.getSize() && code.getModule(x + length, y)) ++length;
            made.path += "M" + std::to_string(x + quiet) + " " + std::to_string(y + quiet) + "h" +
                         std::to_string(length) + "v1h-" + std::to_string(length) + "z";
            x += length - 1;
        }
    return made;
}

}  // namespace redress::app
