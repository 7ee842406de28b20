#include "plugin/extension.h"

namespace stead::plugin {

namespace {

class FunctionEngine : public record::Engine {
public:
    FunctionEngine(record::Phase phase, std::string table, std::function<void(record::Write&)> run)
        : phase_(phase), table_(std::move(table)), run_(std::move(run)) {}

    bool applies(record::Phase phase, record::Operation, const model::Table& table) const override {
        return phase == phase_ && table.is_a(table_);
    }
    void run(record::Phase, record::Write& write) override { run_(write); }

private:
    record::Phase phase_;
    std::string table_;
    std::function<void(record::Write&)> run_;
};

}  // namespace

void Extension::engine(record::Phase phase, std::string table,
                       std::function<void(record::Write&)> run) {
    engines.push_back(std::make_unique<FunctionEngine>(phase, std::move(table), std::move(run)));
}

}  // namespace stead::plugin
