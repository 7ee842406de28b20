#include "record/record.h"

#include "base/text.h"

namespace stead::record {

namespace {

const std::string nothing;

}  // namespace

const std::string& Record::get(std::string_view field) const {
    const auto* found = table_->find(field);
    return found ? values_[found->index] : nothing;
}

void Record::set(std::string_view field, std::string value) {
    if (const auto* found = table_->find(field)) set(*found, std::move(value));
}

void Record::set(const model::Field& field, std::string value) {
    values_[field.index] = std::move(value);
    touched_[field.index] = true;
}

bool Record::is_true(std::string_view field) const {
    return base::is_true(get(field));
}

}  // namespace stead::record
