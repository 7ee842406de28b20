#include "script/transform_log.h"

namespace stead::script {
namespace {

constexpr std::size_t most_lines = 1000;

Method level(const char* name) {
    return {name, [name](Arguments& args) {
                auto& lines = args.self<TransformLog>().lines;
                if (lines.size() < most_lines) lines.push_back(name + (": " + args.text(0)));
                return Value();
            }};
}

}  // namespace

const std::shared_ptr<const HostClass>& TransformLog::host_class() const {
    static const auto made = [] {
        HostClass shape{.name = "ImportLog"};
        shape.methods = {level("info"), level("warn"), level("error"), level("debug")};
        return std::make_shared<const HostClass>(std::move(shape));
    }();
    return made;
}

}  // namespace stead::script
