#include <iconv.h>

#include <array>

#include "base/json_writer.h"
#include "base/text.h"
#include "record/snapshot.h"
#include "rest/export_format.h"
#include "rest/json_v2.h"

namespace stead::rest {

namespace {

using record::Row;

constexpr std::size_t piece = 64 * 1024;  // bytes that are sent at once
using Names = std::vector<std::string>;

// Collects text and sends it in pieces.
class TextWriter : public ExportWriter {
public:
    explicit TextWriter(Call& call) : call_(call) {}

    bool row(const Row& row) final {
        add_row(pending_, row);
        return pending_.size() < piece || send();
    }
    void begin(const Names& names) final {
        names_ = names;
        add_head(pending_);
    }
    void end() final {
        add_tail(pending_);
        send();
    }

protected:
    virtual void add_head(std::string& out) = 0;
    virtual void add_row(std::string& out, const Row& row) = 0;
    virtual void add_tail(std::string&) {}
    virtual std::string encoded(std::string text) { return text; }

    Names names_;

private:
    bool send() {
        const bool goes_on = call_.exchange.stream().write(encoded(std::move(pending_)));
        pending_.clear();
        return goes_on;
    }

    Call& call_;
    std::string pending_;
};

// Turns UTF-8 into the character set that spreadsheets of a house expect; what it lacks becomes a
// question mark.
class Charset {
public:
    explicit Charset(const std::string& name)
        : converter_(iconv_open((name + "//TRANSLIT").c_str(), "UTF-8")) {}
    ~Charset() {
        if (is_known()) iconv_close(converter_);
    }
    Charset(const Charset&) = delete;
    Charset& operator=(const Charset&) = delete;

    bool is_known() const { return converter_ != reinterpret_cast<iconv_t>(-1); }

    std::string encode(std::string text) {
        std::string out;
        std::array<char, 4096> buffer;
        char* in = text.data();
        std::size_t left = text.size();
        while (left > 0) {
            char* end = buffer.data();
            std::size_t room = buffer.size();
            const auto result = iconv(converter_, &in, &left, &end, &room);
            out.append(buffer.data(), end);
            if (result != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
            out += '?';
            ++in, --left;
        }
        return out;
    }

private:
    iconv_t converter_;
};

class CsvWriter final : public TextWriter {
public:
    CsvWriter(Call& call, record::Unit& unit, const model::Table& table)
        : TextWriter(call),
          raw_(unit.snapshot().property_is_true("glide.export.csv.raw.value")),
          escape_(unit.snapshot().property_is_true("glide.export.escape_formulas", true)) {
        const auto charset = unit.snapshot().property("glide.export.csv.charset", "UTF-8");
        is_utf8_ = base::equals_ignoring_case(charset, "UTF-8");
        if (!is_utf8_) charset_ = std::make_unique<Charset>(charset);
        if (charset_ && !charset_->is_known()) charset_.reset(), is_utf8_ = true;
        // Browsers save the file for a spreadsheet, which must be told that this is UTF-8.
        marked_ = is_utf8_ && call.caller.means == plugin::Caller::Means::cookie;
        labels_ = call.flag("sysparm_export_column_header_label");
        if (labels_)
            label_of_ = [&unit, &table](const std::string& name) {
                return column_label(unit, table, name);
            };
    }

private:
    void add_head(std::string& out) override {
        if (marked_) out += "\xEF\xBB\xBF";
        for (std::size_t i = 0; i < names_.size(); ++i)
            out +=
                (i > 0 ? "," : "") + csv_cell(labels_ ? label_of_(names_[i]) : names_[i], escape_);
        out += "\r\n";
    }
    void add_row(std::string& out, const Row& row) override {
        for (std::size_t i = 0; i < names_.size(); ++i) {
            const auto& cell = row.cells[i];
            out += (i > 0 ? "," : "") + csv_cell(raw_ ? cell.value : cell.display, escape_);
        }
        out += "\r\n";
    }
    std::string encoded(std::string text) override {
        return charset_ ? charset_->encode(std::move(text)) : text;
    }

    bool raw_, escape_, is_utf8_ = true, marked_ = false, labels_ = false;
    std::function<std::string(const std::string&)> label_of_;
    std::unique_ptr<Charset> charset_;
};

class XmlWriter final : public TextWriter {
public:
    XmlWriter(Call& call, const model::Table& table) : TextWriter(call), table_(table.name) {}

private:
    void add_head(std::string& out) override {
        out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xml>\n";
    }
    void add_row(std::string& out, const Row& row) override {
        out += "<" + table_ + ">";
        for (std::size_t i = 0; i < names_.size(); ++i) add_cell(out, names_[i], row.cells[i]);
        out += "</" + table_ + ">\n";
    }
    void add_tail(std::string& out) override { out += "</xml>\n"; }

    static void add_cell(std::string& out, const std::string& name, const record::Cell& cell) {
        if (!cell.readable) return;
        out += "<" + name;
        if (cell.target && !cell.value.empty())
            out += " display_value=\"" + xml_escape(cell.display) + "\"";
        if (cell.value.empty())
            out += "/>";
        else
            out += ">" + xml_escape(cell.value) + "</" + name + ">";
    }

    std::string table_;
};

class JsonWriter final : public TextWriter {
public:
    explicit JsonWriter(Call& call) : TextWriter(call), shape_(json_v2_shape(call)) {}

private:
    void add_head(std::string& out) override { out += "{\"records\":["; }
    void add_row(std::string& out, const Row& row) override {
        if (!first_) out += ',';
        first_ = false;
        base::JsonWriter json(out);
        json.begin_object();
        write_json_v2(json, names_, row, shape_);
        json.end_object();
    }
    void add_tail(std::string& out) override { out += "]}"; }

    JsonV2Shape shape_;
    bool first_ = true;
};

}  // namespace

std::string csv_cell(std::string_view text, bool escape_formulas) {
    const bool formula = escape_formulas && !text.empty() &&
                         std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
    const bool number = formula && base::to_number(text).has_value();
    std::string cell = formula && !number ? "\"'" : "\"";
    cell += base::replace_all(std::string(text), "\"", "\"\"");
    return cell + '"';
}

std::unique_ptr<ExportWriter> text_writer(Call& call, record::Unit& unit, const model::Table& table,
                                          const ExportFormat& format) {
    if (format.kind == ExportKind::csv) return std::make_unique<CsvWriter>(call, unit, table);
    if (format.kind == ExportKind::xml) return std::make_unique<XmlWriter>(call, table);
    return std::make_unique<JsonWriter>(call);
}

}  // namespace stead::rest
