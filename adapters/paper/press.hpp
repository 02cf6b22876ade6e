// What draws a document page by page. Private to adapters/paper.
#pragma once

#include "adapters/paper/document.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>
#include <string>

namespace redress::paper {

// Points (1/72 inch). A4 is 210 x 297 mm (ISO 216).
inline constexpr double page_width = 595.28, page_height = 841.89;
inline constexpr double margin_side = 56, margin_top = 56, margin_foot = 50;
inline constexpr double qr_side = 54, foot_height = 58, foot_gap = 12;
inline constexpr double text_width = page_width - 2 * margin_side;
inline constexpr double text_bottom = page_height - margin_foot - foot_height - foot_gap;
inline constexpr double cell_gap = 8, label_share = 0.28;
inline constexpr double ink = 0.1, grey = 0.38, line_grey = 0.78;

struct look {
    double size = 10;
    bool bold = false, fixed_width = false;
    double shade = ink;
};

struct letting_go {
    void operator()(PangoLayout* of) const { g_object_unref(of); }
    void operator()(PangoLayoutIter* of) const { pango_layout_iter_free(of); }
    void operator()(PangoFontDescription* of) const { pango_font_description_free(of); }
    void operator()(cairo_t* of) const { cairo_destroy(of); }
    void operator()(cairo_surface_t* of) const { cairo_surface_destroy(of); }
};
template <class T>
using owned = std::unique_ptr<T, letting_go>;

/// One run over all blocks, on paper or for counting: what goes where is decided by the same code both times.
class press {
public:
    press(const sheet& on_every_page, int pages);

    /// Room for so much, or a new page.
    void make_room(double height);
    void go_down(double height) { y_ = std::min(y_ + height, text_bottom); }
    [[nodiscard]] double room() const { return text_bottom - y_; }
    [[nodiscard]] double y() const { return y_; }
    [[nodiscard]] int page() const { return page_; }
    [[nodiscard]] owned<PangoLayout> laid_out(const std::string& text, double width, const look& as) const;
    static double height_of(const owned<PangoLayout>& of);

    /// At a place of this page, whole.
    void put(const owned<PangoLayout>& text, double x, double y, const look& as, const char* tag);

    /// Line by line, over as many pages as it takes.
    void flow(const std::string& words, double x, double width, const look& as, const char* tag,
              bool with_bar = false);
    void rule(double y);
    void begin_tag(const char* tag) { cairo_tag_begin(cairo_.get(), tag, nullptr); }
    void end_tag(const char* tag) { cairo_tag_end(cairo_.get(), tag); }
    void outline(const std::string& text);
    [[nodiscard]] printed end();

private:
    static cairo_status_t take(void* to, const unsigned char* bytes, unsigned int length);
    void tell_readers();
    void shade(double of) { cairo_set_source_rgb(cairo_.get(), of, of, of); }
    void bar(double x, double from, double until);
    void count_unknown(const owned<PangoLayout>& in);
    void begin_page();
    void end_page();
    static std::string put_in(std::string text, const std::string& place, int value);
    void put_qr(double x, double y);

    const sheet& sheet_;
    const int pages_;
    std::string made_;
    owned<cairo_surface_t> surface_;
    owned<cairo_t> cairo_;
    double y_ = margin_top;
    int page_ = 0, unknown_ = 0;
};

}  // namespace redress::paper
