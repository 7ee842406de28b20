#include "mail/thread.h"

#include <optional>

#include "base/text.h"
#include "engine/metadata.h"
#include "engine/watermark.h"
#include "mail/decisions.h"
#include "mail/header_block.h"
#include "record/class_sql.h"
#include "record/snapshot.h"
#include "record/unit.h"

namespace stead::mail {

namespace {

using record::Record;
using record::Unit;

bool has_prefix(const std::string& subject, const std::string& prefixes) {
    for (const auto& prefix : base::split_names(prefixes))
        if (base::equals_ignoring_case(subject.substr(0, prefix.size()), prefix)) return true;
    return false;
}

// A forwarded mail repeats the head of the first one in its body, or carries it as a file.
bool holds_a_mail(Unit& unit, const Record& mail) {
    constexpr std::string_view heads[] = {"From:", "Von:", "De:", "Od:", "Fra:", "Da:", "Van:"};
    for (const auto line : base::split(mail.get("body_text"), '\n'))
        for (const auto head : heads)
            if (base::trim(line).starts_with(head)) return true;
    const auto& dialect = unit.connection().dialect();
    return !unit.connection()
                .value("SELECT \"sys_id\" FROM \"sys_attachment\" WHERE \"table_sys_id\" = " +
                           dialect.placeholder(1) +
                           " AND \"content_type\" = 'message/rfc822' LIMIT 1",
                       {mail.sys_id()})
                .empty();
}

bool is_forward(Unit& unit, const Record& mail) {
    return has_prefix(mail.get("subject"),
                      unit.snapshot().property("glide.email.forward_subject_prefix", "fw:,fwd:")) &&
           holds_a_mail(unit, mail);
}

std::optional<Thread> existing(Unit& unit, const std::string& table, const std::string& sys_id) {
    const auto* found = unit.dictionary().find(table);
    const auto record = found ? load(unit, *found, sys_id) : std::nullopt;
    if (!record) return std::nullopt;
    return Thread{ReceiveType::reply, record->table().name, sys_id};
}

std::optional<engine::Watermark> watermark_in(const Record& mail) {
    for (const auto* field : {"body_text", "body", "subject"})
        if (auto found = engine::find_watermark(mail.get(field))) return found;
    return std::nullopt;
}

std::optional<Thread> by_watermark(Unit& unit, const Record& mail, Decisions& decisions) {
    const auto mark = watermark_in(mail);
    if (!mark) return std::nullopt;
    const auto& dialect = unit.connection().dialect();
    auto& statement = unit.connection().prepare(
        "SELECT \"random\", \"source_table\", \"source_id\" FROM \"sys_watermark\" WHERE "
        "\"number\" = " +
        dialect.placeholder(1));
    statement.bind(1, std::string_view(mark->number));
    std::string random, table, sys_id;
    while (statement.step()) {
        random = statement.text(0);
        table = statement.text(1);
        sys_id = statement.text(2);
    }
    if (random.empty() || !base::equals_in_constant_time(random, mark->random)) {
        decisions.add("classify", "refused",
                      "The watermark " + mark->number + " is not one that this server wrote.");
        return std::nullopt;
    }
    const auto thread = existing(unit, table, sys_id);
    decisions.add("classify", thread ? "matched" : "skipped",
                  thread ? "A reply: it carries the watermark " + mark->number + "."
                         : "The record of watermark " + mark->number + " is gone.");
    return thread;
}

// The newest mail that has this message id and belongs to a record.
std::optional<Thread> by_message_id(Unit& unit, const Record& mail, const std::string& id) {
    const auto& dialect = unit.connection().dialect();
    auto& statement = unit.connection().prepare(
        "SELECT \"target_table\", \"instance\" FROM \"sys_email\" WHERE \"message_id\" = " +
        dialect.placeholder(1) + " AND \"instance\" IS NOT NULL AND \"sys_id\" <> " +
        dialect.placeholder(2) + " ORDER BY \"row_id\" DESC LIMIT 1");
    statement.bind(1, std::string_view(id)).bind(2, std::string_view(mail.sys_id()));
    std::string table, sys_id;
    while (statement.step()) {
        table = statement.text(0);
        sys_id = statement.text(1);
    }
    return existing(unit, table, sys_id);
}

std::optional<Thread> by_answered_mail(Unit& unit, const Record& mail, Decisions& decisions) {
    auto ids = message_ids(mail.get("references"));
    if (const auto& id = mail.get("in_reply_to"); !id.empty()) ids.push_back(id);
    for (auto id = ids.rbegin(); id != ids.rend(); ++id)
        if (const auto thread = by_message_id(unit, mail, *id)) {
            decisions.add("classify", "matched", "A reply: it answers the mail " + *id + ".");
            return thread;
        }
    return std::nullopt;
}

std::string_view bare(std::string_view word) {
    constexpr std::string_view marks = ":;,.!?()[]{}#\"'";
    while (!word.empty() && marks.find(word.front()) != std::string_view::npos)
        word.remove_prefix(1);
    while (!word.empty() && marks.find(word.back()) != std::string_view::npos)
        word.remove_suffix(1);
    return word;
}

// CS0001234 → the tables whose records are numbered so.
std::vector<const model::Table*> tables_of_number(const Unit& unit, std::string_view word) {
    std::vector<const model::Table*> found;
    for (const auto& table : unit.dictionary().tables()) {
        if (!table->number || table->number->prefix.empty()) continue;
        const auto& prefix = table->number->prefix;
        if (!base::equals_ignoring_case(word.substr(0, prefix.size()), prefix)) continue;
        if (base::to_integer(word.substr(prefix.size())) && table->find("number"))
            found.push_back(table.get());
    }
    return found;
}

std::optional<Thread> numbered(Unit& unit, std::string_view word) {
    for (const auto* table : tables_of_number(unit, word))
        if (const auto record = unit.row_with(table->name, {{"number", word}}))
            return Thread{ReceiveType::reply, record->table().name, record->sys_id()};
    return std::nullopt;
}

std::optional<Thread> by_number(Unit& unit, const Record& mail, Decisions& decisions) {
    const auto& subject = mail.get("subject");
    if (!has_prefix(subject, unit.snapshot().property("glide.email.reply_subject_prefix",
                                                      "re:,aw:,r:,Accepted:,Tentative:,Declined:")))
        return std::nullopt;
    for (const auto part : base::split(subject, ' ')) {
        const auto word = bare(part);
        if (word.size() < 4 || word.size() > 40) continue;
        if (const auto thread = numbered(unit, word)) {
            decisions.add("classify", "matched",
                          "A reply: its subject holds the number " + std::string(word) + ".");
            return thread;
        }
    }
    return std::nullopt;
}

}  // namespace

std::string name_of(ReceiveType type) {
    switch (type) {
        case ReceiveType::new_mail:
            return "new";
        case ReceiveType::reply:
            return "reply";
        case ReceiveType::forward:
            return "forward";
    }
    return {};
}

Thread classify(Unit& unit, const Record& mail, Decisions& decisions) {
    if (is_forward(unit, mail)) {
        decisions.add("classify", "matched", "A forwarded mail.");
        return {ReceiveType::forward, {}, {}};
    }
    if (const auto thread = by_watermark(unit, mail, decisions)) return *thread;
    if (const auto thread = by_answered_mail(unit, mail, decisions)) return *thread;
    if (const auto thread = by_number(unit, mail, decisions)) return *thread;
    decisions.add("classify", "matched", "A new mail: it answers nothing that is known here.");
    return {};
}

}  // namespace stead::mail
