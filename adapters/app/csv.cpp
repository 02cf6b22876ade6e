#include "adapters/app/csv.hpp"

namespace redress::app {

csv_reader::csv_reader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter)
{
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

bool csv_reader::next(csv_record& record)
{
    const auto line_end_at = [&](std::size_t i) -> std::size_t {  // length of a line end, 0 if none
        if (text_[i] == '\n') return 1;
        return text_[i] == '\r' && i + 1 < text_.size() && text_[i + 1] == '\n' ? 2 : 0;
    };
    while (at_ < text_.size() && line_end_at(at_) != 0) {
        at_ += line_end_at(at_);
        ++line_;
    }
    if (at_ >= text_.size()) return false;

    record.fields.clear();
    record.fault.clear();
    record.line = line_;
    std::string field;
    bool quoted = false;  // inside quotes now
    bool closed = false;  // this field's quotes have been closed
    bool begun = false;   // this field has a character or a quote
    for (; at_ < text_.size(); ++at_) {
        const char c = text_[at_];
        if (quoted) {
            if (c == '"' && at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                field += '"';
                ++at_;
            } else if (c == '"') {
                quoted = false;
                closed = true;
            } else {
                if (c == '\n') ++line_;
                field += c;
            }
        } else if (c == delimiter_) {
            record.fields.push_back(std::move(field));
            field.clear();
            closed = begun = false;
        } else if (const auto end = line_end_at(at_); end != 0) {
            at_ += end;
            ++line_;
            record.fields.push_back(std::move(field));
            return true;
        } else if (c == '"' && !begun) {
            quoted = begun = true;
        } else {
            if (closed && record.fault.empty()) record.fault = "text after a closing quote";
            begun = true;
            field += c;
        }
    }
    if (quoted) record.fault = "quoted field has no end";
    record.fields.push_back(std::move(field));
    return true;
}

}  // namespace redress::app
