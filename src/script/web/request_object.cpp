#include "script/web/request_object.h"

#include <algorithm>

#include "base/text.h"

namespace stead::script {
namespace {

const WebRequest& request_of(Arguments& args) {
    return args.self<RequestObject>().request();
}

Value members_of(const WebRequest::Pairs& pairs) {
    Members members;
    for (const auto& [name, value] : pairs) members.emplace_back(name, value);
    return members;
}

// Every parameter may come more than once.
Value lists_of(const WebRequest::Pairs& pairs) {
    std::vector<std::pair<std::string, List>> lists;
    for (const auto& [name, value] : pairs) {
        auto found = std::find_if(lists.begin(), lists.end(),
                                  [&](const auto& list) { return list.first == name; });
        if (found == lists.end()) found = lists.insert(lists.end(), {name, {}});
        found->second.emplace_back(value);
    }
    Members members;
    for (auto& [name, list] : lists) members.emplace_back(name, std::move(list));
    return members;
}

Value header(Arguments& args) {
    const auto wanted = base::lower(args.text(0));
    for (const auto& [name, value] : request_of(args).headers)
        if (name == wanted) return value;
    return Null{};
}

Value types(Arguments& args) {
    const auto& names = request_of(args).produces;
    return List(names.begin(), names.end());
}

template <std::string WebRequest::*text>
Value text_of(Arguments& args) {
    return request_of(args).*text;
}

RequestBodyObject& body_of(Arguments& args) {
    return args.self<RequestBodyObject>();
}

Value body_text(Arguments& args) {
    return base::clean_utf8(body_of(args).request().body->read());
}

}  // namespace

RequestObject::RequestObject(const WebRequest& request)
    : request_(request), body_(std::make_shared<RequestBodyObject>(request)) {}

const std::shared_ptr<const HostClass>& RequestObject::host_class() const {
    static const auto made = [] {
        HostClass shape{.name = "RESTAPIRequest"};
        shape.accessors = {
            {"url", text_of<&WebRequest::url>, {}},
            {"uri", text_of<&WebRequest::uri>, {}},
            {"queryString", text_of<&WebRequest::query_string>, {}},
            {"queryParams", [](Arguments& args) { return lists_of(request_of(args).query); }, {}},
            {"pathParams", [](Arguments& args) { return members_of(request_of(args).path); }, {}},
            {"headers", [](Arguments& args) { return members_of(request_of(args).headers); }, {}},
            {"body", [](Arguments& args) { return Value(args.self<RequestObject>().body()); }, {}},
        };
        shape.methods = {{"getHeader", header}, {"getSupportedResponseContentTypes", types}};
        return std::make_shared<const HostClass>(std::move(shape));
    }();
    return made;
}

const std::shared_ptr<const HostClass>& RequestBodyObject::host_class() const {
    static const auto made = [] {
        HostClass shape{.name = "RESTAPIRequestBody"};
        shape.accessors = {
            {"data", [](Arguments& args) { return body_of(args).data(); }, {}},
            {"dataString", body_text, {}},
            {"dataStream", [](Arguments& args) { return Value(body_of(args).request().body); }, {}},
        };
        shape.methods = {
            {"hasNext", [](Arguments& args) { return Value(body_of(args).has_next()); }},
            {"nextEntry", [](Arguments& args) { return body_of(args).next_entry(); }},
        };
        return std::make_shared<const HostClass>(std::move(shape));
    }();
    return made;
}

const Value& RequestBodyObject::data() {
    if (!data_) data_ = std::make_unique<Value>(request_.parse_body());
    return *data_;
}

bool RequestBodyObject::has_next() {
    const auto* entries = data().as<List>();
    return entries && next_ < entries->size();
}

Value RequestBodyObject::next_entry() {
    return has_next() ? (*data().as<List>())[next_++] : Value();
}

}  // namespace stead::script
