#include "adapters/paper/document.hpp"

#include "adapters/paper/plain_characters.hpp"
#include "adapters/paper/qr.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>
#include <numeric>
#include <optional>
#include <stdexcept>

namespace redress::paper {
namespace {

// Points (1/72 inch). A4 is 210 x 297 mm (ISO 216).
constexpr double page_width = 595.28, page_height = 841.89;
constexpr double margin_side = 56, margin_top = 56, margin_foot = 50;
constexpr double qr_side = 54, foot_height = 58, foot_gap = 12;
constexpr double text_width = page_width - 2 * margin_side;
constexpr double text_bottom = page_height - margin_foot - foot_height - foot_gap;
constexpr double cell_gap = 8, label_share = 0.28;
constexpr double ink = 0.1, grey = 0.38, line_grey = 0.78;

// Latin letters first from a small font, Chinese ones from the next, whatever both lack from the last.
constexpr const char* family = "Liberation Sans, Noto Sans CJK SC, DejaVu Sans, sans-serif";
constexpr const char* family_fixed_width = "Liberation Mono, DejaVu Sans Mono, monospace";

struct look {
    double size = 10;
    bool bold = false, fixed_width = false;
    double shade = ink;
};

constexpr look plain_look{}, quiet_look{.size = 8.5, .shade = grey},
    fixed_look{.size = 8.5, .fixed_width = true}, label_look{.shade = grey}, cell_look{.size = 9},
    head_look{.size = 8.5, .bold = true, .shade = grey}, foot_look{.size = 7.5, .shade = grey};

look look_of_heading(int level)
{
    if (level == 1) return {.size = 19, .bold = true};
    return {.size = level == 2 ? 13.0 : 10.5, .bold = true};
}

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
    press(const sheet& on_every_page, int pages) : sheet_(on_every_page), pages_(pages)
    {
        surface_.reset(cairo_pdf_surface_create_for_stream(&press::take, &made_, page_width, page_height));
        cairo_pdf_surface_restrict_to_version(surface_.get(), CAIRO_PDF_VERSION_1_5);
        tell_readers();
        cairo_.reset(cairo_create(surface_.get()));
        begin_page();
    }

    /// Room for so much, or a new page.
    void make_room(double height)
    {
        if (y_ + height <= text_bottom || y_ <= margin_top) return;
        end_page();
        begin_page();
    }

    void skip(double height) { y_ = std::min(y_ + height, text_bottom); }
    [[nodiscard]] double room() const { return text_bottom - y_; }
    [[nodiscard]] double y() const { return y_; }
    [[nodiscard]] int page() const { return page_; }

    [[nodiscard]] owned<PangoLayout> laid_out(const std::string& text, double width, const look& as) const
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

    static double height_of(const owned<PangoLayout>& of)
    {
        int height = 0;
        pango_layout_get_size(of.get(), nullptr, &height);
        return pango_units_to_double(height);
    }

    /// At a place of this page, whole.
    void put(const owned<PangoLayout>& text, double x, double y, const look& as, const char* tag)
    {
        count_unknown(text);
        shade(as.shade);
        cairo_tag_begin(cairo_.get(), tag, nullptr);
        cairo_move_to(cairo_.get(), x, y);
        pango_cairo_show_layout(cairo_.get(), text.get());
        cairo_tag_end(cairo_.get(), tag);
    }

    /// Line by line, over as many pages as it takes.
    void flow(const std::string& words, double x, double width, const look& as, const char* tag,
              bool with_bar = false)
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

    void rule(double y)
    {
        shade(line_grey);
        cairo_set_line_width(cairo_.get(), 0.5);
        cairo_move_to(cairo_.get(), margin_side, y);
        cairo_line_to(cairo_.get(), page_width - margin_side, y);
        cairo_stroke(cairo_.get());
    }

    void begin_tag(const char* tag) { cairo_tag_begin(cairo_.get(), tag, nullptr); }
    void end_tag(const char* tag) { cairo_tag_end(cairo_.get(), tag); }

    void outline(const std::string& text)
    {
        const auto link =
            "page=" + std::to_string(page_) + " pos=[0 " + std::to_string(static_cast<int>(y_)) + "]";
        cairo_pdf_surface_add_outline(surface_.get(), CAIRO_PDF_OUTLINE_ROOT, plain_characters(text).c_str(),
                                      link.c_str(), CAIRO_PDF_OUTLINE_FLAG_OPEN);
    }

    [[nodiscard]] printed end()
    {
        end_page();
        cairo_surface_finish(surface_.get());
        for (const auto status : {cairo_status(cairo_.get()), cairo_surface_status(surface_.get())})
            if (status != CAIRO_STATUS_SUCCESS)
                throw std::runtime_error(std::string("the document cannot be made: ") +
                                         cairo_status_to_string(status));
        return {.pdf = std::move(made_), .pages = page_, .unknown_characters = unknown_};
    }

private:
    static cairo_status_t take(void* to, const unsigned char* bytes, unsigned int length)
    {
        static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), length);
        return CAIRO_STATUS_SUCCESS;
    }

    void tell_readers()
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

    void shade(double of) { cairo_set_source_rgb(cairo_.get(), of, of, of); }

    void bar(double x, double from, double until)
    {
        shade(line_grey);
        cairo_rectangle(cairo_.get(), x, from, 2, until - from);
        cairo_fill(cairo_.get());
    }

    void count_unknown(const owned<PangoLayout>& in)
    {
        unknown_ += pango_layout_get_unknown_glyphs_count(in.get());
    }

    void begin_page()
    {
        ++page_;
        y_ = margin_top;
    }

    void end_page()
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

    static std::string put_in(std::string text, const std::string& place, int value)
    {
        if (const auto at = text.find(place); at != std::string::npos)
            text.replace(at, place.size(), std::to_string(value));
        return text;
    }

    void put_qr(double x, double y)
    {
        const auto code = qr_of(sheet_.qr);
        const double module = qr_side / code.size;
        shade(0);
        for (const auto& one : code.bars)
            cairo_rectangle(cairo_.get(), x + one.x * module, y + one.y * module, one.length * module,
                            module);
        cairo_fill(cairo_.get());
    }

    const sheet& sheet_;
    const int pages_;
    std::string made_;
    owned<cairo_surface_t> surface_;
    owned<cairo_t> cairo_;
    double y_ = margin_top;
    int page_ = 0, unknown_ = 0;
};

/// The widths of columns by their shares.
std::vector<double> widths_of(const std::vector<table_column>& columns)
{
    const double all = std::accumulate(columns.begin(), columns.end(), 0.0,
                                       [](double sum, const table_column& one) { return sum + one.share; });
    const double room = text_width - cell_gap * static_cast<double>(columns.size() - 1);
    std::vector<double> widths;
    for (const auto& one : columns) widths.push_back(room * one.share / all);
    return widths;
}

using cells = std::vector<std::string>;

class table_press {
public:
    table_press(press& to, const std::vector<table_column>& columns) : to_(to), widths_(widths_of(columns))
    {
        for (const auto& one : columns) titles_.push_back(one.title);
    }

    void print(const std::vector<cells>& rows)
    {
        // A head never stands alone at the end of a page.
        if (!rows.empty()) to_.make_room(std::min(lay_out(rows.front(), cell_look).height, 200.0) + 40);
        head();
        for (const auto& one : rows) row(one);
        to_.end_tag("Table");
        to_.skip(8);
    }

private:
    struct laid_row {
        std::vector<owned<PangoLayout>> cells;
        double height = 0;
    };

    [[nodiscard]] laid_row lay_out(const cells& texts, const look& as) const
    {
        laid_row made;
        for (std::size_t n = 0; n < texts.size(); ++n) {
            made.cells.push_back(to_.laid_out(texts[n], widths_[n], as));
            made.height = std::max(made.height, press::height_of(made.cells.back()));
        }
        return made;
    }

    void put(const laid_row& row, const look& as, const char* tag)
    {
        to_.begin_tag("TR");
        double x = margin_side;
        for (std::size_t n = 0; n < row.cells.size(); ++n) {
            to_.put(row.cells[n], x, to_.y(), as, tag);
            x += widths_[n] + cell_gap;
        }
        to_.end_tag("TR");
        to_.skip(row.height + 3);
        to_.rule(to_.y());
        to_.skip(3);
    }

    void head()
    {
        const auto titles = lay_out(titles_, head_look);
        to_.make_room(titles.height + 30);
        to_.begin_tag("Table");
        put(titles, head_look, "TH");
    }

    void next_page(double height)
    {
        to_.end_tag("Table");  // A tag does not go over pages.
        to_.make_room(height);
        head();
    }

    void row(const cells& texts)
    {
        const auto laid = lay_out(texts, cell_look);
        if (laid.height + 6 <= to_.room()) return put(laid, cell_look, "TD");
        next_page(to_.room() + 1);
        if (laid.height + 6 <= to_.room()) return put(laid, cell_look, "TD");
        // Higher than a page: its cells one below the other.
        to_.end_tag("Table");
        for (std::size_t n = 0; n < texts.size(); ++n) {
            to_.flow(titles_[n], margin_side, text_width, head_look, "P");
            to_.flow(texts[n], margin_side, text_width, cell_look, "P");
        }
        to_.rule(to_.y());
        to_.begin_tag("Table");
    }

    press& to_;
    const std::vector<double> widths_;
    cells titles_;
};

}  // namespace

struct document::block {
    enum class kind { heading, paragraph, pairs, table } what{};
    int level = 0;
    tone in = tone::plain;
    std::string text;
    std::vector<table_column> columns;
    std::vector<cells> rows;

    void print(press& to) const
    {
        switch (what) {
            case kind::heading:
                return print_heading(to);
            case kind::paragraph:
                return print_paragraph(to);
            case kind::pairs:
                return print_pairs(to);
            case kind::table:
                return table_press(to, columns).print(rows);
        }
    }

private:
    void print_heading(press& to) const
    {
        const auto as = look_of_heading(level);
        if (to.y() > margin_top) to.skip(level == 2 ? 14 : 8);
        to.make_room(as.size * 2 + 40);
        if (level == 2) to.outline(text);
        to.flow(text, margin_side, text_width, as, level == 1 ? "H1" : level == 2 ? "H2" : "H3");
        to.skip(level == 3 ? 2 : 5);
    }

    void print_paragraph(press& to) const
    {
        const bool quoted = in == tone::quoted;
        const double x = margin_side + (quoted ? 2 * cell_gap : 0);
        const auto& as = in == tone::quiet ? quiet_look : in == tone::fixed_width ? fixed_look : plain_look;
        to.flow(text, x, page_width - margin_side - x, as, "P", quoted);
        to.skip(5);
    }

    void print_pairs(press& to) const
    {
        const double label_width = text_width * label_share;
        const double x = margin_side + label_width + cell_gap;
        for (const auto& pair : rows) {
            const auto label = to.laid_out(pair[0], label_width, label_look);
            to.make_room(press::height_of(label));
            const double top = to.y();
            const int page = to.page();
            to.put(label, margin_side, top, label_look, "P");
            to.flow(pair[1], x, text_width - label_width - cell_gap, plain_look, "P");
            if (to.page() == page) to.skip(std::max(0.0, top + press::height_of(label) - to.y()));
            to.skip(2);
        }
        to.skip(4);
    }
};

document::document(sheet on_every_page) : sheet_(std::move(on_every_page)) {}
document::~document() = default;
document::document(document&&) noexcept = default;
document& document::operator=(document&&) noexcept = default;

void document::heading(int level, std::string text)
{
    blocks_.push_back({.what = block::kind::heading, .level = level, .text = std::move(text)});
}

void document::paragraph(std::string text, tone in)
{
    blocks_.push_back({.what = block::kind::paragraph, .in = in, .text = std::move(text)});
}

void document::pairs(std::span<const std::pair<std::string, std::string>> rows)
{
    block made{.what = block::kind::pairs};
    for (const auto& [label, text] : rows) made.rows.push_back({label, text});
    blocks_.push_back(std::move(made));
}

void document::table(std::vector<table_column> columns, std::vector<std::vector<std::string>> rows)
{
    for (const auto& row : rows)
        if (columns.empty() || row.size() != columns.size())
            throw std::invalid_argument("a row of a table has as many cells as the table has columns");
    if (columns.empty()) return;
    blocks_.push_back({.what = block::kind::table, .columns = std::move(columns), .rows = std::move(rows)});
}

printed document::print() const
{
    int pages = 0;
    for (;;) {
        press run(sheet_, pages);
        for (const auto& one : blocks_) one.print(run);
        auto made = run.end();
        if (made.pages == pages) return made;
        pages = made.pages;  // how many there are is known now
    }
}

}  // namespace redress::paper
