#include "server/bench_data.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>

#include "base/date_time.h"
#include "base/error.h"
#include "base/ids.h"
#include "db/database.h"
#include "engine/numbering.h"
#include "model/normalize.h"
#include "plugin/loader.h"
#include "plugin/toml.h"
#include "record/class_sql.h"
#include "record/store.h"
#include "record/unit.h"
#include "server/bench_values.h"
#include "server/program.h"

namespace stead::server {

namespace {

using plugin::Node;
using record::Record;
using record::Unit;

constexpr std::int64_t rows_per_commit = 2000;

// The line that says how far it is.
class Progress {
public:
    explicit Progress(std::int64_t total) : total_(total), shown_(isatty(STDOUT_FILENO) != 0) {}

    void add(std::int64_t rows) {
        done_ += rows;
        if (shown_ && done_ / 20'000 != (done_ - rows) / 20'000) show('\r');
    }
    void finish() { show('\n'); }

private:
    void show(char end) const {
        const double seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
        const int percent = static_cast<int>(done_ * 100 / std::max<std::int64_t>(total_, 1));
        std::printf("%s%3d %%  [%-40s] %ld rows, %.0f rows/s%c", shown_ ? "\r" : "", percent,
                    std::string(static_cast<std::size_t>(percent) * 40 / 100, '=').c_str(),
                    static_cast<long>(done_), static_cast<double>(done_) / std::max(seconds, 0.001),
                    end);
        std::fflush(stdout);
    }

    std::int64_t total_, done_ = 0;
    bool shown_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

// One [[generate]] block.
struct Block {
    std::string table;
    std::int64_t count;
    const Node* fields;
    const Node* journals;  // element = how many entries per row
};

Block block_of(const Node& node, std::int64_t cases) {
    Block block{node.get("table"), base::to_integer(node.get("count")).value_or(cases),
                node.find("fields"), node.find("journals")};
    return block;
}

std::int64_t rows_of(const Block& block) {
    std::int64_t each = 1;
    if (block.journals)
        for (const auto& [element, count] : block.journals->members)
            each += base::to_integer(count.text).value_or(0);
    return each * block.count;
}

class Generator {
public:
    Generator(Program& program, std::int64_t total)
        : program_(program), values_(4711, program.clock().now()), progress_(total) {}

    void run(const Block& block) {
        known(block);
        for (std::int64_t done = 0; done < block.count; done += rows_per_commit)
            program_.store().write(record::system_session(), [&](Unit& unit) {
                for (std::int64_t i = 0; i < std::min(rows_per_commit, block.count - done); ++i)
                    row(unit, block);
            });
    }
    void finish() { progress_.finish(); }

private:
    // Rows that `ref` may point to: what the demo world or an earlier run left there.
    void known(const Block& block) {
        program_.store().read(record::system_session(), [&](Unit& unit) {
            for (const auto& [name, spec] : block.fields->members) {
                if (!spec.text.starts_with("ref ")) continue;
                const std::string table = spec.text.substr(4);
                if (!seen_.emplace(table, true).second) continue;
                for (const auto& found : unit.query(table, "", 10'000))
                    if (found.table().name == table) values_.add_row(table, found.sys_id());
            }
        });
    }

    void row(Unit& unit, const Block& block) {
        const auto& table = unit.dictionary().get(block.table);
        Record record(table);
        for (const auto& [name, spec] : block.fields->members)
            record.set(name, model::normalize(table.get(name), values_.make(spec.text)).value);
        if (const auto* number = table.find("number"); number && record.get(*number).empty())
            record.set(*number, engine::next_number(unit, table));
        record::insert_raw(unit, record);
        values_.add_row(block.table, record.sys_id());
        std::string text =
            record.get(table.display_field()) + "\n" + record.get("short_description");
        if (block.journals) journals(unit, block, record, text);
        if (table.text_index) index(unit, record, text);
        progress_.add(1);
    }

    void journals(Unit& unit, const Block& block, const Record& owner, std::string& text) {
        const auto& table = unit.dictionary().get("sys_journal_field");
        for (const auto& [element, count] : block.journals->members)
            for (std::int64_t i = base::to_integer(count.text).value_or(0); i > 0; --i) {
                Record entry(table);
                entry.set("name", block.table);
                entry.set("element", element);
                entry.set("element_id", owner.sys_id());
                entry.set("value", values_.words(12, 40));
                entry.set("sys_created_on", owner.get("sys_created_on"));
                record::insert_raw(unit, entry);
                text += "\n" + entry.get("value");
                progress_.add(1);
            }
    }

    static void index(Unit& unit, const Record& record, const std::string& text) {
        auto& connection = unit.connection();
        const auto& storage = record.table().storage();
        const auto id =
            connection.value("SELECT \"row_id\" FROM " + connection.dialect().quote(storage) +
                                 " WHERE \"sys_id\" = " + connection.dialect().placeholder(1),
                             {record.sys_id()});
        connection.before_commit(
            [storage, row = base::to_integer(id).value_or(0), text](db::Connection& c) {
                c.run(c.dialect().put_full_text(storage), {row, text});
            });
    }

    Program& program_;
    BenchValues values_;
    Progress progress_;
    base::TextMap<bool> seen_;
};

}  // namespace

int bench_data(const Config& config) {
    if (config.cases <= 0) throw base::Error(base::Status::bad_request, "--cases N is needed");
    Program program(config);
    program.load_plugins();
    std::vector<Node> files;
    plugin::Problems problems;
    for (const auto& source : program.loader().sources())
        if (const auto* file = source.find("bench.toml"))
            files.push_back(plugin::parse_toml(file->text, source.name + "/bench.toml", problems));
    if (!problems.empty())
        throw base::Error(base::Status::bad_request, plugin::to_string(problems));
    std::vector<Block> blocks;
    std::int64_t total = 0;
    for (const auto& file : files)
        if (const auto* list = file.find("generate"))
            for (const auto& node : list->items)
                total += rows_of(blocks.emplace_back(block_of(node, config.cases)));
    Generator generator(program, total);
    for (const auto& block : blocks) generator.run(block);
    generator.finish();
    program.database().tend();
    return 0;
}

}  // namespace stead::server
