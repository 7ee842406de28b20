#pragma once

#include <chrono>
#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "model/display.h"
#include "model/encoded_query.h"

namespace stead::record {

struct Session;
class TableAccess;
class Unit;

// What the read half remembers within one unit. The write half calls `forget` after every row that
// it writes, because any of it may have changed.
struct ReadState {
    using Queries = std::vector<std::shared_ptr<const model::ParsedQuery>>;

    struct ZoneOffset {
        std::string hour;  // "2026-11-22 08" in UTC
        std::chrono::seconds offset{0};
    };
    struct Person {
        std::shared_ptr<const Session> session;
        std::shared_ptr<const Session> plain;  // the same, not bound by ACLs
        base::TextMap<std::string> values;     // of `javascript:` expressions
        base::TextMap<std::shared_ptr<const model::ParsedQuery>> conditions;  // made by scripts
        std::unordered_map<const model::Table*, std::shared_ptr<const Queries>> query_rules;
        base::TextMap<bool> owners;  // what owners of rows let this person do (owner_access.h)
        // What this person may do, by table, as of one snapshot.
        std::unordered_map<const model::Table*, const TableAccess*> access;
        std::uint64_t access_generation = 0;
        ZoneOffset zone;
        model::DisplayStyle style;
        std::vector<const model::Table*> in_query_rules;  // they do not apply to their own queries
    };
    Person& of(const std::shared_ptr<const Session>& session);
    void forget();

    int script_depth = 0;  // of access scripts that cause access scripts

private:
    std::list<Person> people_;  // one or two; their addresses stay
};

ReadState::Person& reading_of(Unit& unit);

}  // namespace stead::record
