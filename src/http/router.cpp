#include "http/router.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>

namespace stead::http {

namespace {

using Segments = std::vector<std::string_view>;

// `/a/b` and `/a/b/` have the segments a and b; other empty segments are kept and match nothing.
Segments split_path(std::string_view path) {
    Segments segments;
    if (path.empty() || path.front() != '/') return {std::string_view()};
    path.remove_prefix(1);
    if (!path.empty() && path.back() == '/') path.remove_suffix(1);
    while (!path.empty()) {
        segments.push_back(path.substr(0, path.find('/')));
        if (segments.back().size() == path.size()) break;
        path.remove_prefix(segments.back().size() + 1);
        if (path.empty()) segments.emplace_back();
    }
    return segments;
}

bool is_parameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

bool is_rest(std::string_view segment) {
    return is_parameter(segment) && segment.ends_with("...}");
}

std::string_view parameter_name(std::string_view segment) {
    return segment.substr(1, segment.size() - (is_rest(segment) ? 5 : 2));
}

int version_of(std::string_view segment) {
    if (segment == "v1") return 1;
    return segment == "v2" ? 2 : 0;
}

// No value may climb out of its place or end a C string early.
bool is_usable(std::string_view value) {
    return !value.empty() && value != "." && value != ".." &&
           value.find('\0') == std::string_view::npos;
}

}  // namespace

// One position in an address.
struct Router::Node {
    struct Parameter {
        std::string_view name;
        std::unique_ptr<Node> node;
    };

    std::map<std::string, std::unique_ptr<Node>, std::less<>> words;
    std::unique_ptr<Node> version;
    std::vector<Parameter> parameters;  // by name, because patterns may name them differently
    std::string_view rest;              // name of the parameter that takes all that is left
    std::vector<const Route*> routes;   // what ends here
    std::vector<const Route*> rest_routes;

    using Segment = Segments::const_iterator;
    using Found = std::function<bool(const std::vector<const Route*>&)>;

    static Node& child(std::unique_ptr<Node>& slot) {
        if (!slot) slot = std::make_unique<Node>();
        return *slot;
    }

    Node& parameter_child(std::string_view name) {
        for (Parameter& parameter : parameters) {
            if (parameter.name == name) return *parameter.node;
        }
        return *parameters.emplace_back(Parameter{name, std::make_unique<Node>()}).node;
    }

    void add(Segment segment, Segment end, const Route& route) {
        if (segment == end) return end_here(routes, route);
        const std::string_view text = *segment++;
        if (is_rest(text)) {
            rest = parameter_name(text);
            end_here(rest_routes, route);
        } else if (is_parameter(text)) {
            parameter_child(parameter_name(text)).add(segment, end, route);
        } else if (text == "[v]") {
            add(segment, end, route);
            child(version).add(segment, end, route);
        } else {
            child(words[std::string(text)]).add(segment, end, route);
        }
    }

    static void end_here(std::vector<const Route*>& here, const Route& route) {
        for (const Route* other : here) {
            if (other->method == route.method) {
                throw std::invalid_argument("two routes for " + std::string(name_of(route.method)) +
                                            ' ' + route.pattern);
            }
        }
        here.push_back(&route);
    }

    // Offers what matches to `found`, best first, until it is content.
    bool walk(Segment segment, Segment end, Parameters& into, const Found& found) const {
        if (segment == end) return !routes.empty() && found(routes);
        return walk_word(segment, end, into, found) || walk_version(segment, end, into, found) ||
               walk_parameter(segment, end, into, found) || walk_rest(segment, end, into, found);
    }

    bool walk_word(Segment segment, Segment end, Parameters& into, const Found& found) const {
        const auto word = words.find(*segment);
        return word != words.end() && word->second->walk(segment + 1, end, into, found);
    }

    bool walk_version(Segment segment, Segment end, Parameters& into, const Found& found) const {
        const int number = version_of(*segment);
        if (!version || number == 0) return false;
        into.version = number;
        if (version->walk(segment + 1, end, into, found)) return true;
        into.version = 0;
        return false;
    }

    bool walk_parameter(Segment segment, Segment end, Parameters& into, const Found& found) const {
        if (parameters.empty()) return false;
        std::string value = percent_decode(*segment);
        if (!is_usable(value)) return false;
        for (const Parameter& parameter : parameters) {
            into.values.emplace_back(parameter.name, value);
            if (parameter.node->walk(segment + 1, end, into, found)) return true;
            into.values.pop_back();
        }
        return false;
    }

    bool walk_rest(Segment segment, Segment end, Parameters& into, const Found& found) const {
        if (rest_routes.empty()) return false;
        std::string value;
        for (; segment != end; ++segment) {
            const std::string part = percent_decode(*segment);
            if (!is_usable(part)) return false;
            value.append(value.empty() ? "" : "/").append(part);
        }
        into.values.emplace_back(rest, std::move(value));
        if (found(rest_routes)) return true;
        into.values.pop_back();
        return false;
    }
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::~Router() = default;

void Router::add(Method method, std::string_view pattern, Handler handler, RouteOptions options) {
    if (pattern.empty() || pattern.front() != '/') {
        throw std::invalid_argument("a route starts with a slash: " + std::string(pattern));
    }
    const Route& route =
        routes_.emplace_back(Route{method, std::string(pattern), std::move(handler), options});
    const Segments segments = split_path(route.pattern);
    for (std::size_t at = 0; at < segments.size(); ++at) {
        if (segments[at].empty() || (is_rest(segments[at]) && at + 1 < segments.size())) {
            throw std::invalid_argument("malformed route " + route.pattern);
        }
    }
    root_->add(segments.begin(), segments.end(), route);
}

Router::Match Router::match(Method method, std::string_view path) const {
    const Method asked = method == Method::head ? Method::get : method;
    const Segments segments = split_path(path);
    Match match;
    root_->walk(segments.begin(), segments.end(), match.parameters, [&](const auto& routes) {
        for (const Route* route : routes) {
            if (route->method == method || (route->method == asked && match.route == nullptr)) {
                match.route = route;
            }
            match.allowed.push_back(route->method);
        }
        return match.route != nullptr;
    });
    if (match.route != nullptr) match.allowed.clear();
    const auto options = match.route != nullptr ? match.route->options
                         : unknown_options_ && match.allowed.empty()
                             ? unknown_options_(method, path)
                             : RouteOptions();
    match.body_limit = options.body_limit;
    match.memory_limit = options.memory_limit;
    return match;
}

void Router::run(Exchange& exchange, const Match& match) const {
    exchange.parameters = match.parameters;
    if (match.route != nullptr) return match.route->handler(exchange);
    if (match.allowed.empty()) {
        exchange.response.status = 404;
        if (unknown_) unknown_(exchange);
        return;
    }
    std::string allow;
    for (const Method method : match.allowed) {
        allow.append(allow.empty() ? "" : ", ").append(name_of(method));
    }
    exchange.response.status = 405;
    exchange.response.headers.set("Allow", allow);
    if (other_method_) other_method_(exchange);
}

void Router::answer(Exchange& exchange) const {
    run(exchange, match(exchange.request.method, exchange.request.path));
}

}  // namespace stead::http
