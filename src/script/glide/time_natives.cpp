#include "base/date_time.h"
#include "record/store.h"
#include "script/glide/api.h"
#include "script/glide/call.h"
#include "script/runtime.h"

// Times are milliseconds since 1970 UTC. The zone is the session's unless named.
namespace stead::script {
namespace {

base::Time time_argument(const Arguments& args, std::size_t index) {
    return base::Time(std::chrono::milliseconds(static_cast<std::int64_t>(args.number(index))));
}

std::string zone_argument(const Arguments& args, std::size_t index) {
    return args.present(index) ? args.text(index) : call_of(args).unit.session().time_zone;
}

Value milliseconds(base::Time time) {
    return static_cast<double>(time.time_since_epoch().count());
}

Value or_null(const std::optional<base::Time>& time) {
    return time ? milliseconds(*time) : Value(Null{});
}

Value now(Arguments& args) {
    return milliseconds(call_of(args).unit.now());
}

Value format_local(Arguments& args) {
    return base::format_local(time_argument(args, 0), zone_argument(args, 1));
}

Value parse_local(Arguments& args) {
    return or_null(base::parse_local(args.text(0), zone_argument(args, 1)));
}

Value parse_utc(Arguments& args) {
    return or_null(base::parse_utc(args.text(0)));
}

Value zone_offset(Arguments& args) {
    const auto offset = base::zone_offset(time_argument(args, 0), zone_argument(args, 1));
    return static_cast<double>(offset.count()) * 1000;
}

Value is_zone(Arguments& args) {
    return base::is_known_zone(args.text(0));
}

}  // namespace

void install_time_natives(Setup& setup) {
    setup.function("host.now", now);
    setup.function("host.formatLocal", format_local);
    setup.function("host.parseLocal", parse_local);
    setup.function("host.parseUtc", parse_utc);
    setup.function("host.zoneOffset", zone_offset);
    setup.function("host.isZone", is_zone);
}

}  // namespace stead::script
