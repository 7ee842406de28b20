#include "plugin/addresses.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "base/text.h"

namespace stead::plugin {

namespace {

// Sixteen bytes; IPv4 as ::ffff:a.b.c.d, so that both kinds compare.
using Bytes = std::array<unsigned char, 16>;
constexpr int mapped_bits = 96;

struct Address {
    Bytes bytes{};
    bool is_v4 = false;
};

std::optional<Address> parse(std::string_view text) {
    const std::string zero_ended(text.substr(0, text.find('%')));
    Address address;
    if (inet_pton(AF_INET6, zero_ended.c_str(), address.bytes.data()) == 1) {
        constexpr Bytes mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
        address.is_v4 = std::equal(mapped.begin(), mapped.begin() + 12, address.bytes.begin());
        return address;
    }
    address.bytes[10] = address.bytes[11] = 0xFF;
    address.is_v4 = true;
    if (inet_pton(AF_INET, zero_ended.c_str(), address.bytes.data() + 12) == 1) return address;
    return {};
}

bool share_first_bits(const Bytes& a, const Bytes& b, int bits) {
    const auto whole = static_cast<std::size_t>(bits / 8);
    if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin()))
        return false;
    const int rest = bits % 8;
    return rest == 0 || (a[whole] >> (8 - rest)) == (b[whole] >> (8 - rest));
}

bool is_in(const Address& address, std::string_view network) {
    const auto slash = network.find('/');
    const auto first = parse(network.substr(0, slash));
    if (!first || first->is_v4 != address.is_v4) return false;
    const int most = first->is_v4 ? 32 : 128;
    auto bits = std::optional<std::int64_t>(most);
    if (slash != std::string_view::npos) bits = base::to_integer(network.substr(slash + 1));
    if (!bits || *bits < 0 || *bits > most) return false;
    return share_first_bits(address.bytes, first->bytes,
                            static_cast<int>(*bits) + (first->is_v4 ? mapped_bits : 0));
}

}  // namespace

bool is_in_networks(std::string_view address, std::string_view networks) {
    const auto all = base::split_names(networks);
    if (all.empty()) return true;
    const auto parsed = parse(address);
    return parsed && std::any_of(all.begin(), all.end(),
                                 [&](const auto& network) { return is_in(*parsed, network); });
}

std::string visitor_of(std::string_view address) {
    const auto parsed = parse(address);
    if (!parsed || parsed->is_v4) return std::string(address);
    return {reinterpret_cast<const char*>(parsed->bytes.data()), 8};
}

}  // namespace stead::plugin
