// A document on A4, as PDF: headings, paragraphs, pairs and tables, with a foot on every page. Text stays text (it can
// be searched, copied and read aloud), fonts are embedded as the parts that are used, and structure is tagged.
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace redress::paper {

/// What stands on every page, and what readers of files see. All texts may be anything: they are made plain here.
struct sheet {
    std::string language;  // BCP 47; breaks lines and picks glyphs
    std::string title;
    std::string author;
    std::string made_at;            // RFC 3339, for the file's own date: the same document has the same date
    std::vector<std::string> foot;  // lines, left
    std::string page_of;            // "Page {page} of {pages}", right
    std::string qr;                 // text of the code beside the foot; empty: none
};

struct printed {
    std::string pdf;
    int pages = 0;
    /// Characters for which no installed font has a glyph: the document is not whole.
    int unknown_characters = 0;
};

enum class tone { plain, quiet, quoted, fixed_width };

struct table_column {
    std::string title;
    double share = 1;  // of the width, beside the other columns
};

class document {
public:
    explicit document(sheet on_every_page);
    ~document();
    document(document&&) noexcept;
    document& operator=(document&&) noexcept;

    /// Level 1 (once), 2 or 3. Never the last line of a page.
    void heading(int level, std::string text);
    /// Line feeds begin new lines.
    void paragraph(std::string text, tone in = tone::plain);
    void pairs(std::span<const std::pair<std::string, std::string>> rows);
    /// Rows with as many cells as there are columns; the head stands again on every page. Throws std::invalid_argument
    /// for a row of another size.
    void table(std::vector<table_column> columns, std::vector<std::vector<std::string>> rows);

    /// Throws std::runtime_error when the library says that it failed.
    [[nodiscard]] printed print() const;

private:
    struct block;
    sheet sheet_;
    std::vector<block> blocks_;
};

}  // namespace redress::paper
