#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/operator.h"

namespace stead::model {

class Dictionary;
class Table;

// One comparison of an encoded query, such as `priority<=2` or `account.nameSTARTSWITHBox`
// (rest-api.md §3).
struct Condition {
    std::string field;  // may dot-walk: account.parent.name; "" for a text search
    Operator op = Operator::equals;
    std::string value;  // as written: may be `javascript:…`, a comma list, `a@b`
};

struct Block;

// A semi-join: JOIN, RLQUERY and SUBQUERY say the same thing in three ways.
struct Related {
    std::string table;              // whose rows are counted
    std::string field;              // their field that points here
    std::string own_field;          // the field here that it points to; sys_id in most cases
    std::string comparison = ">=";  // of the count, with `count`
    std::int64_t count = 1;
    std::vector<Block> where;  // alternatives; empty: all rows
};

// One clause of a block: conditions joined by ^OR, or a semi-join.
struct Clause {
    std::vector<Condition> any;
    std::optional<Related> related;
};

struct Block {
    std::vector<Clause> all;
};

struct Order {
    std::string field;
    bool descending = false;
    bool group = false;  // from GROUPBY
};

// What `sysparm_query` says: rows that satisfy one of the blocks, in this order.
// No block at all: every row.
struct EncodedQuery {
    std::vector<Block> any;
    std::vector<Order> order;
};

// Parses for a table, because only the dictionary knows where a field's name ends and its operator
// begins. Conditions on fields that do not exist and conditions that cannot be read are collected
// in `dropped` (as written) and left out.
struct ParsedQuery {
    EncodedQuery query;
    std::vector<std::string> dropped;
};
ParsedQuery parse_encoded_query(std::string_view text, const Dictionary& dictionary,
                                const Table& table);

std::string to_string(const EncodedQuery& query);  // the canonical spelling

}  // namespace stead::model
