#include <fcntl.h>
#include <xlsxwriter.h>

#include <filesystem>

#include "base/error.h"
#include "http/temp_file.h"
#include "rest/export_format.h"

namespace stead::rest {

namespace {

constexpr std::size_t longest_cell = 32'767;  // characters, what a sheet can hold

// A sheet of one table. The library keeps one row in memory and the others in a file.
class SheetWriter final : public ExportWriter {
public:
    SheetWriter(Call& call, record::Unit& unit, const model::Table& table)
        : call_(call),
          file_(std::filesystem::temp_directory_path()),
          folder_(std::filesystem::temp_directory_path().string()),
          label_of_([&unit, &table](const std::string& name) {
              return column_label(unit, table, name);
          }) {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        options.tmpdir = folder_.data();
        book_ = workbook_new_opt(file_.path().c_str(), &options);
        sheet_ = book_ ? workbook_add_worksheet(book_, "Export") : nullptr;
        if (!sheet_) fail();
    }
    ~SheetWriter() override {
        if (book_) workbook_close(book_);
    }

    void begin(const std::vector<std::string>& names) override {
        auto* bold = workbook_add_format(book_);
        format_set_bold(bold);
        for (std::size_t i = 0; i < names.size(); ++i) write(i, label_of_(names[i]), bold);
        worksheet_freeze_panes(sheet_, 1, 0);
        ++line_;
    }

    bool row(const record::Row& row) override {
        for (std::size_t i = 0; i < row.cells.size(); ++i) write(i, row.cells[i].display, nullptr);
        ++line_;
        return true;
    }

    void end() override {
        if (workbook_close(std::exchange(book_, nullptr)) != LXW_NO_ERROR) fail();
        const int descriptor = ::open(file_.path().c_str(), O_RDONLY | O_CLOEXEC);
        if (descriptor < 0) fail();
        call_.exchange.response.file_body = std::make_shared<http::FileBody>(
            descriptor, 0, std::filesystem::file_size(file_.path()));
    }

private:
    [[noreturn]] static void fail() {
        throw base::Error(base::Status::unavailable, "Operation Failed",
                          "The sheet could not be written");
    }

    // Always as text: a cell that begins like a formula stays what it says.
    void write(std::size_t column, std::string_view text, lxw_format* format) {
        const std::string cell(base::truncate_utf8(text, longest_cell));
        worksheet_write_string(sheet_, line_, static_cast<lxw_col_t>(column), cell.c_str(), format);
    }

    Call& call_;
    http::TempFile file_;
    std::string folder_;
    std::function<std::string(const std::string&)> label_of_;
    lxw_workbook* book_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    lxw_row_t line_ = 0;
};

}  // namespace

std::unique_ptr<ExportWriter> sheet_writer(Call& call, record::Unit& unit,
                                           const model::Table& table) {
    return std::make_unique<SheetWriter>(call, unit, table);
}

}  // namespace stead::rest
