#include "adapters/paper/press.hpp"

#include "adapters/paper/plain_characters.hpp"
#include "adapters/paper/qr.hpp"

#include <stdexcept>

namespace redress::paper {
namespace {

// Latin letters first from a small font, Chinese ones from the next, whatever both lack from the last.
constexpr const char* family = "Liberation Sans, Noto Sans CJK SC, DejaVu Sans, sans-serif";
constexpr const char* family_fixed_width = "Liberation Mono, DejaVu Sans Mono, monospace";

constexpr look foot_look{.size = 7.5, .shade = grey};

}  // namespace

press::press(const sheet& on_every_page, int pages) : sheet_(on_every_page), pages_(pages)
{
    surface_.reset(cairo_pdf_surface_create_for_stream(&press::take, &made_, page_width, page_height));
    cairo_pdf_surface_restrict_to_version(surface_.get(), CAIRO_PDF_VERSION_1_5);
    tell_readers();
    cairo_.reset(cairo_create(surface_.get()));
    begin_page();
}

void press::make_room(double height)
{
    if (y_ + height <= text_bottom || y_ <= margin_top) return;
    end_page();
    begin_page();
}

owned<PangoLayout> press::laid_out(const std::string& text, double width, const look& as) const
{
    owned<PangoLayout> made(pango_cairo_create_layout(cairo_.get()));
    const owned<PangoFontDescription> font(
        pango_font_description_from_string(as.fixed_width ? family_fixed_width : family));
    pango_font_description_set_absolute_size(font.get(), as.size * PANGO_SCALE);
    pango_font_description_set_weight(font.get(), as.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    auto* context = pango_layout_get_context(made.get());
    pango_context_set_language(context, pango_language_from_string(sheet_.language.c_str()));
    pango_layout_context_changed(made.get());
    pango_layout_set_font_description(made.get(), font.get());
    pango_layout_set_width(made.get(), pango_units_from_double(width));
    // A word that is wider than the line breaks within.
    pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
    const auto plain = plain_characters(text);
    pango_layout_set_text(made.get(), plain.data(), static_cast<int>(plain.size()));
    return made;
}

double press::height_of(const owned<PangoLayout>& of)
{
    int height = 0;
    pango_layout_get_size(of.get(), nullptr, &height);
    return pango_units_to_double(height);
}

void press::put(const owned<PangoLayout>& text, double x, double y, const look& as, const char* tag)
{
    count_unknown(text);
    shade(as.shade);
    cairo_tag_begin(cairo_.get(), tag, nullptr);
    cairo_move_to(cairo_.get(), x, y);
    pango_cairo_show_layout(cairo_.get(), text.get());
    cairo_tag_end(cairo_.get(), tag);
}

void press::flow(const std::string& words, double x, double width, const look& as, const char* tag,
                 bool with_bar)
{
    const auto text = laid_out(words, width, as);
    count_unknown(text);
    const owned<PangoLayoutIter> at(pango_layout_get_iter(text.get()));
    bool tagged = false;
    double bar_from = y_;
    const auto end_part = [&] {
        if (tagged) cairo_tag_end(cairo_.get(), tag);
        if (tagged && with_bar) bar(x - cell_gap, bar_from, y_);
        tagged = false;
    };
    do {
        PangoRectangle around;
        pango_layout_iter_get_line_extents(at.get(), nullptr, &around);
        const double height = pango_units_to_double(around.height);
        if (y_ + height > text_bottom && y_ > margin_top) {
            end_part();  // A tag does not go over pages.
            end_page();
            begin_page();
        }
        if (!tagged) {
            cairo_tag_begin(cairo_.get(), tag, nullptr);
            tagged = true;
            bar_from = y_;
        }
        shade(as.shade);
        const double ascent = pango_units_to_double(pango_layout_iter_get_baseline(at.get()) - around.y);
        cairo_move_to(cairo_.get(), x + pango_units_to_double(around.x), y_ + ascent);
        pango_cairo_show_layout_line(cairo_.get(), pango_layout_iter_get_line_readonly(at.get()));
        y_ += height;
    } while (pango_layout_iter_next_line(at.get()));
    end_part();
}

void press::rule(double y)
{
    shade(line_grey);
    cairo_set_line_width(cairo_.get(), 0.5);
    cairo_move_to(cairo_.get(), margin_side, y);
    cairo_line_to(cairo_.get(), page_width - margin_side, y);
    cairo_stroke(cairo_.get());
}

void press::outline(const std::string& text)
{
    const auto link =
        "page=" + std::to_string(page_) + " pos=[0 " + std::to_string(static_cast<int>(y_)) + "]";
    cairo_pdf_surface_add_outline(surface_.get(), CAIRO_PDF_OUTLINE_ROOT, plain_characters(text).c_str(),
                                  link.c_str(), CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

printed press::end()
{
    end_page();
    cairo_surface_finish(surface_.get());
    for (const auto status : {cairo_status(cairo_.get()), cairo_surface_status(surface_.get())})
        if (status != CAIRO_STATUS_SUCCESS)
            throw std::runtime_error(std::string("the document cannot be made: ") +
                                     cairo_status_to_string(status));
    return {.pdf = std::move(made_), .pages = page_, .unknown_characters = unknown_};
}

cairo_status_t press::take(void* to, const unsigned char* bytes, unsigned int length)
{
    static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

void press::tell_readers()
{
    const auto say = [&](cairo_pdf_metadata_t what, const std::string& text) {
        if (!text.empty())
            cairo_pdf_surface_set_metadata(surface_.get(), what, plain_characters(text).c_str());
    };
    say(CAIRO_PDF_METADATA_TITLE, sheet_.title);
    say(CAIRO_PDF_METADATA_AUTHOR, sheet_.author);
    say(CAIRO_PDF_METADATA_CREATE_DATE, sheet_.made_at);
    say(CAIRO_PDF_METADATA_MOD_DATE, sheet_.made_at);
}

void press::bar(double x, double from, double until)
{
    shade(line_grey);
    cairo_rectangle(cairo_.get(), x, from, 2, until - from);
    cairo_fill(cairo_.get());
}

void press::count_unknown(const owned<PangoLayout>& in)
{
    unknown_ += pango_layout_get_unknown_glyphs_count(in.get());
}

void press::begin_page()
{
    ++page_;
    y_ = margin_top;
}

void press::end_page()
{
    const double top = page_height - margin_foot - foot_height;
    rule(top);
    double y = top + 6;
    const double right = page_width - margin_side;
    const double left = sheet_.qr.empty() ? margin_side : margin_side + qr_side + cell_gap;
    if (!sheet_.qr.empty()) put_qr(margin_side, top + 4);
    const auto page = put_in(put_in(sheet_.page_of, "{page}", page_), "{pages}", std::max(pages_, page_));
    const auto number = laid_out(page, text_width, foot_look);
    int width = 0;
    pango_layout_get_size(number.get(), &width, nullptr);
    const double page_begins = right - pango_units_to_double(width);
    put(number, page_begins, y, foot_look, "P");
    for (const auto& line : sheet_.foot) {
        const auto text = laid_out(line, page_begins - cell_gap - left, foot_look);
        put(text, left, y, foot_look, "P");
        y += height_of(text);
    }
    cairo_show_page(cairo_.get());
}

std::string press::put_in(std::string text, const std::string& place, int value)
{
    if (const auto at = text.find(place); at != std::string::npos)
        text.replace(at, place.size(), std::to_string(value));
    return text;
}

void press::put_qr(double x, double y)
{
    const auto code = qr_of(sheet_.qr);
    const double module = qr_side / code.size;
    shade(0);
    for (const auto& one : code.bars)
        cairo_rectangle(cairo_.get(), x + one.x * module, y + one.y * module, one.length * module, module);
    cairo_fill(cairo_.get());
}

}  // namespace redress::paper
