#pragma once

#include <string>
#include <vector>

#include "record/record.h"
#include "record/snapshot.h"

namespace stead::record {
class Unit;
}

namespace stead::engine {

// Mail addresses that a notification goes to, each once, in a stable order
// (t_CreateANotification.md): named people and groups, people and groups in fields of the record,
// the event's parameters. Only active people with an address; who caused it only if the
// notification says so.
std::vector<std::string> recipients_of(record::Unit& unit, const record::MetadataRow& notification,
                                       const record::Record& record, const record::Record* event);

}  // namespace stead::engine
