#pragma once

#include <cstdint>
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
    std::string value;     // as written: may be `javascript:…`, a comma list, `a@b`
    bool literal = false;  // what looks like a script in the value is only text
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

// One clause of a block: conditions and semi-joins joined by ^OR.
struct Clause {
    std::vector<Condition> any;
    std::vector<Related> related;
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
    std::string table;  // that it was parsed for: its fields and choices are meant
    std::vector<Block> any;
    std::vector<Order> order;
};

// Parses for a table. Conditions on fields that do not exist and conditions that cannot be read are
// collected in `dropped` (as written) and left out; a block that loses all its conditions goes too.
// Takes time in proportion to the text, whatever it holds. `^^` is a caret inside the values of
// fields that may hold one, else an empty clause.
struct ParsedQuery {
    EncodedQuery query;
    std::vector<std::string> dropped;
};
ParsedQuery parse_encoded_query(std::string_view text, const Dictionary& dictionary,
                                const Table& table);

std::string to_string(const EncodedQuery& query);  // the canonical spelling

}  // namespace stead::model
