#include "rest/scripted/services.h"

#include <algorithm>

#include "http/url.h"
#include "record/snapshot.h"

namespace stead::rest::scripted {

namespace {

constexpr std::size_t megabyte = std::size_t{1} << 20;
constexpr std::int64_t default_body = 10;  // MB
constexpr std::int64_t largest_body = 1024;

using record::MetadataRow;

bool says(const MetadataRow& row, std::string_view column) {
    return base::is_true(row.at(column));
}

std::vector<std::string> parts(std::string_view path) {
    std::vector<std::string> segments;
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        if (end > 0) segments.emplace_back(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return segments;
}

std::vector<std::string> own_or_given(const MetadataRow& own, const MetadataRow& service,
                                      std::string_view column) {
    auto names = base::split_names(own.at(column));
    return names.empty() ? base::split_names(service.at(column)) : names;
}

std::size_t body_limit(const MetadataRow& row) {
    const auto wanted = base::to_integer(row.at("max_body_mb")).value_or(default_body);
    return static_cast<std::size_t>(std::clamp(wanted, std::int64_t{0}, largest_body)) * megabyte;
}

bool is_parameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

bool is_version(std::string_view segment) {
    return segment.size() > 1 && segment.size() < 6 && segment.front() == 'v' &&
           base::to_integer(segment.substr(1)).has_value();
}

using Parameters = std::vector<std::pair<std::string, std::string>>;

bool matches(const Operation& operation, const std::vector<std::string>& segments,
             std::size_t first, Parameters& parameters) {
    if (segments.size() - first != operation.segments.size()) return false;
    for (std::size_t i = 0; i < operation.segments.size(); ++i) {
        const auto& pattern = operation.segments[i];
        const auto value = http::percent_decode(segments[first + i]);
        if (is_parameter(pattern))
            parameters.emplace_back(pattern.substr(1, pattern.size() - 2), value);
        else if (pattern != value)
            return false;
    }
    return true;
}

// A path that says a word wins over one that takes any, at the first place where they differ.
bool says_more(const Operation& a, const Operation& b) {
    for (std::size_t i = 0; i < std::min(a.segments.size(), b.segments.size()); ++i)
        if (is_parameter(a.segments[i]) != is_parameter(b.segments[i]))
            return is_parameter(b.segments[i]);
    return false;
}

}  // namespace

Services::Services(const record::Snapshot& snapshot) {
    add_services(snapshot);
    add_operations(snapshot);
    for (auto& [name, service] : services_)
        std::stable_sort(service.operations.begin(), service.operations.end(), says_more);
}

void Services::add_services(const record::Snapshot& snapshot) {
    for (const auto& row : snapshot.rows("sys_ws_definition")) {
        auto& service = services_[row.at("namespace") + "/" + row.at("service_id")];
        service.versioned = service.versioned || says(row, "is_versioned");
        by_definition_[row.at("sys_id")] = &service;
    }
    for (const auto& row : snapshot.rows("sys_ws_version")) {
        const auto service = by_definition_.find(row.at("web_service_definition"));
        if (service == by_definition_.end()) continue;
        const auto number = base::to_integer(row.at("version")).value_or(0);
        service->second->versions.push_back(
            {row.at("sys_id"), "v" + std::to_string(number), says(row, "is_default"), number});
    }
}

void Services::add_operations(const record::Snapshot& snapshot) {
    base::TextMap<const MetadataRow*> definitions;
    for (const auto& row : snapshot.rows("sys_ws_definition")) definitions[row.at("sys_id")] = &row;
    for (const auto& row : snapshot.rows("sys_ws_operation")) {
        const auto found = definitions.find(row.at("web_service_definition"));
        if (found == definitions.end()) continue;
        const auto& service = *found->second;
        Operation operation;
        operation.sys_id = row.at("sys_id");
        operation.script = row.at("operation_script");
        operation.method = row.at("http_method");
        operation.segments = parts(row.at("relative_path"));
        operation.acls = own_or_given(row, service, "enforce_acl");
        operation.consumes = own_or_given(row, service, "consumes");
        operation.produces = own_or_given(row, service, "produces");
        operation.for_everybody = !says(row, "requires_authentication");
        operation.asks_acls = says(row, "requires_acl_authorization");
        operation.internal_only = says(row, "requires_snc_internal_role");
        operation.body_limit = body_limit(row);
        operation.version = row.at("web_service_version");
        by_definition_[service.at("sys_id")]->operations.push_back(std::move(operation));
    }
}

const std::string* Services::Service::version(std::string_view asked) const {
    static const std::string any;
    if (!versioned) return asked.empty() || asked == "v1" || asked == "v2" ? &any : nullptr;
    const Version* best = nullptr;
    for (const auto& version : versions) {
        if (version.id == asked) return &version.sys_id;
        if (!best || std::pair(version.is_default, version.number) >
                         std::pair(best->is_default, best->number))
            best = &version;
    }
    return asked.empty() && best ? &best->sys_id : nullptr;
}

Services::Found Services::find(std::string_view method, std::string_view path) const {
    Found found;
    const auto segments = parts(path);
    const bool versioned = segments.size() > 2 && is_version(segments[2]);
    const std::size_t word = versioned ? 3 : 2;
    if (segments.size() <= word || segments[0] != "api") return found;
    const auto service = services_.find(segments[1] + "/" + segments[word]);
    if (service == services_.end()) return found;
    const auto* version = service->second.version(versioned ? segments[2] : std::string());
    if (!version) return found;
    for (const auto& operation : service->second.operations) {
        Parameters parameters;
        if (!operation.version.empty() && operation.version != *version) continue;
        if (!matches(operation, segments, word + 1, parameters)) continue;
        found.allowed.push_back(operation.method);
        if (found.operation || operation.method != method) continue;
        found.operation = &operation;
        found.parameters = std::move(parameters);
    }
    if (found.operation) found.allowed.clear();
    for (std::size_t i = 0; i <= word; ++i) found.base_path += "/" + segments[i];
    return found;
}

std::shared_ptr<const Services> services_of(const record::Snapshot& snapshot) {
    static const char key = 0;
    return std::static_pointer_cast<const Services>(snapshot.attachment(
        &key, [](const record::Snapshot& from) { return std::make_shared<const Services>(from); }));
}

}  // namespace stead::rest::scripted
