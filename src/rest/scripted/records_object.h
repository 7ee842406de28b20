#pragma once

#include <string>

#include "rest/call.h"
#include "script/host.h"
#include "script/web/response_object.h"

namespace stead::rest::scripted {

// `records` in the script of a web service: rows of any table as the Table API would answer this
// request and take its body, as the caller may see and write them, without passing through the
// script.
//
//   records.list(table, { fields, also, limit, expand })   answers with the rows that
//       sysparm_query, sysparm_limit … ask for, and X-Total-Count and Link. Where the caller names
//       no fields: `fields`, or else all of them and, empty, the keys in `also`. `limit` where he
//       gives none; `expand` as Expansion::parse reads it
//   records.get(table, sys_id, { fields, also, expand })   answers with one row
//   records.insert(table, { otherwise }), records.update(table, sys_id)   from the body; a
//       GlideRecord. `otherwise`: values of fields that the body leaves empty
class RecordsObject : public script::HostObject {
public:
    // `base`: the address of the service, for Location.
    RecordsObject(Call& call, script::ResponseObject& response, std::string base)
        : call(call), response(response), base(std::move(base)) {}
    const std::shared_ptr<const script::HostClass>& host_class() const override;

    Call& call;
    script::ResponseObject& response;
    const std::string base;
};

}  // namespace stead::rest::scripted
