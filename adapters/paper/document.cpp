#include "adapters/paper/document.hpp"

#include "adapters/paper/press.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace redress::paper {
namespace {

constexpr look plain_look{}, quiet_look{.size = 8.5, .shade = grey},
    fixed_look{.size = 8.5, .fixed_width = true}, label_look{.shade = grey}, cell_look{.size = 9},
    head_look{.size = 8.5, .bold = true, .shade = grey};

look look_of_heading(int level)
{
    if (level == 1) return {.size = 19, .bold = true};
    return {.size = level == 2 ? 13.0 : 10.5, .bold = true};
}

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
        to_.go_down(8);
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
        to_.go_down(row.height + 3);
        to_.rule(to_.y());
        to_.go_down(3);
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
        if (to.y() > margin_top) to.go_down(level == 2 ? 14 : 8);
        to.make_room(as.size * 2 + 40);
        if (level == 2) to.outline(text);
        to.flow(text, margin_side, text_width, as, level == 1 ? "H1" : level == 2 ? "H2" : "H3");
        to.go_down(level == 3 ? 2 : 5);
    }

    void print_paragraph(press& to) const
    {
        const bool quoted = in == tone::quoted;
        const double x = margin_side + (quoted ? 2 * cell_gap : 0);
        const auto& as = in == tone::quiet ? quiet_look : in == tone::fixed_width ? fixed_look : plain_look;
        to.flow(text, x, page_width - margin_side - x, as, "P", quoted);
        to.go_down(5);
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
            if (to.page() == page) to.go_down(std::max(0.0, top + press::height_of(label) - to.y()));
            to.go_down(2);
        }
        to.go_down(4);
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
