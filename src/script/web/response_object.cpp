#include "script/web/response_object.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"

namespace stead::script {
namespace {

ResponseObject& self(Arguments& args) {
    return args.self<ResponseObject>();
}

// RESTAPIResponseStream: status and type must be set before it is asked for.
class StreamWriter : public HostObject {
public:
    explicit StreamWriter(std::shared_ptr<ResponseObject> response)
        : response(std::move(response)) {}
    const std::shared_ptr<const HostClass>& host_class() const override;
    const std::shared_ptr<ResponseObject> response;
};

Value write_string(Arguments& args) {
    args.self<StreamWriter>().response->written.emplace_back(args.text(0));
    return {};
}

Value write_stream(Arguments& args) {
    auto stream = args.object_as<ContentStream>(0);
    if (!stream) throw Error(Failure::thrown, "writeStream wants a stream");
    args.self<StreamWriter>().response->written.emplace_back(std::move(stream));
    return {};
}

bool is_token(const std::string& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_';
    });
}

// A line break in a header would begin another one.
void add_header(ResponseObject& response, const std::string& name, std::string value) {
    if (!is_token(name)) throw Error(Failure::thrown, "'" + name + "' cannot be a header's name");
    std::replace_if(
        value.begin(), value.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; },
        ' ');
    response.headers.emplace_back(name, std::move(value));
}

Value set_body(Arguments& args) {
    self(args).body = args.value(0);
    return {};
}

Value set_status(Arguments& args) {
    const double status = args.number(0);
    if (!(status >= 200 && status <= 599) || status != std::floor(status))
        throw Error(Failure::thrown, "setStatus wants the number of an HTTP status");
    self(args).status = static_cast<int>(status);
    return {};
}

Value set_header(Arguments& args) {
    add_header(self(args), args.text(0), args.text(1));
    return {};
}

Value set_headers(Arguments& args) {
    const auto value = args.value(0);
    if (const auto* members = value.as<Members>())
        for (const auto& [name, text] : *members) add_header(self(args), name, text.text());
    return {};
}

template <const char* name>
Value set_named(Arguments& args) {
    add_header(self(args), name, args.text(0));
    return {};
}

constexpr char content_type[] = "Content-Type";
constexpr char location[] = "Location";

Value set_error(Arguments& args) {
    auto& response = self(args);
    const double status = args.member(0, "status").number();
    response.status = status >= 400 && status < 600 ? static_cast<int>(status) : 500;
    response.error = {args.member(0, "message").text(), args.member(0, "detail").text()};
    return {};
}

Value stream_writer(Arguments& args) {
    auto response = args.shared_self_as<ResponseObject>();
    response->streams = true;
    return std::make_shared<StreamWriter>(std::move(response));
}

const std::shared_ptr<const HostClass>& StreamWriter::host_class() const {
    static const auto made = [] {
        HostClass shape{.name = "RESTAPIResponseStream"};
        shape.methods = {{"writeString", write_string}, {"writeStream", write_stream}};
        return std::make_shared<const HostClass>(std::move(shape));
    }();
    return made;
}

}  // namespace

const std::shared_ptr<const HostClass>& ResponseObject::host_class() const {
    static const auto made = [] {
        HostClass shape{.name = "RESTAPIResponse"};
        shape.methods = {{"setBody", set_body},
                         {"setStatus", set_status},
                         {"setHeader", set_header},
                         {"setHeaders", set_headers},
                         {"setContentType", set_named<content_type>},
                         {"setLocation", set_named<location>},
                         {"setError", set_error},
                         {"getStreamWriter", stream_writer}};
        return std::make_shared<const HostClass>(std::move(shape));
    }();
    return made;
}

}  // namespace stead::script
