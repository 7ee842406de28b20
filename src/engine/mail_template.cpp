#include "engine/mail_template.h"

#include "base/log.h"
#include "base/text.h"
#include "engine/metadata.h"
#include "record/html.h"
#include "record/journal.h"
#include "record/snapshot.h"
#include "record/store.h"
#include "record/unit.h"
#include "script/email_object.h"
#include "script/scripts.h"

namespace stead::engine {

namespace {

constexpr std::string_view mail_script = "mail_script:";

// What a mail script calls `template`: it prints into the mail.
class Printer : public script::HostObject {
public:
    std::string text;

    const std::shared_ptr<const script::HostClass>& host_class() const override {
        static const auto shared = std::make_shared<const script::HostClass>(script::HostClass{
            "TemplatePrinter",
            nullptr,
            {},
            {{"print",
              [](script::Arguments& arguments) {
                  arguments.self<Printer>().text += arguments.text(0);
                  return script::Value();
              }},
             {"space",
              [](script::Arguments& arguments) {
                  const double count = arguments.present(0) ? arguments.number(0) : 1;
                  for (int i = 0; i < count && i < 1000; ++i)
                      arguments.self<Printer>().text += "&nbsp;";
                  return script::Value();
              }}},
            {},
            {}});
        return shared;
    }
};

std::string run_mail_script(const MailSubject& subject, std::string_view name) {
    for (const auto& row : subject.unit.snapshot().rows("sys_script_email")) {
        if (column(row, "name") != name) continue;
        const auto printer = std::make_shared<Printer>();
        const std::string origin = "sys_script_email/" + column(row, "sys_id") + ".script";
        script::Members bindings{
            {"current", subject.scripts.record_value(subject.unit, subject.record)},
            {"template", printer}};
        if (subject.email) bindings.emplace_back("email", subject.email);
        if (subject.event)
            bindings.emplace_back("event",
                                  subject.scripts.record_value(subject.unit, *subject.event));
        try {
            subject.scripts.run(subject.unit, {origin, column(row, "script")}, bindings);
        } catch (const std::exception& error) {
            subject.unit.store().log().warn("a mail script failed",
                                            {{"script", name}, {"error", error.what()}});
        }
        return printer->text;
    }
    return {};
}

std::string journal_value(const MailSubject& subject, const model::Field& field,
                          std::string_view count) {
    const auto limit = base::to_integer(count).value_or(3);
    std::string text;
    for (const auto& entry : record::journal(subject.unit, subject.record, field.name, limit))
        text += entry.created_on + " - " + entry.created_by + "\n" + entry.value + "\n\n";
    return text;
}

bool is_html(const model::Field& field) {
    return field.type->name.find("html") != std::string_view::npos;
}

std::string escaped(std::string text, MailFormat format) {
    if (format == MailFormat::text) return text;
    return base::replace_all(base::html_escape(text), "\n", "<br>");
}

// A value of the record, possibly behind references: account.name
std::string field_value(const MailSubject& subject, std::string_view path, MailFormat format) {
    const auto colon = path.find(':');
    const auto name = path.substr(0, colon);
    const auto& unit = subject.unit;
    const auto found = model::find_path(unit.dictionary(), subject.record.table(), name);
    if (!found) return {};
    const auto& field = found->last();
    if (field.kind() == model::Kind::journal)
        return escaped(journal_value(subject, field,
                                     colon == std::string_view::npos ? "" : path.substr(colon + 1)),
                       format);
    if (found->steps.size() == 1 && is_html(field))
        return format == MailFormat::html ? subject.record.get(field)
                                          : record::html_to_text(subject.record.get(field));
    if (found->steps.size() == 1)
        return escaped(subject.unit.display_value(subject.record, field), format);
    const auto dot = name.rfind('.');
    const auto owner = subject.unit.value_at(subject.record, name.substr(0, dot));
    const auto& reference = found->steps[found->steps.size() - 2]->reference;
    const auto target = owner.empty() ? std::nullopt : subject.unit.find(reference, owner);
    return target ? escaped(subject.unit.display_value(*target, field), format) : std::string();
}

std::string value_of(const MailSubject& subject, std::string_view name, MailFormat format,
                     std::string_view body) {
    if (name == "notification.body") return std::string(body);
    if (name == "URI") return record_address(subject.unit, subject.record);
    if (name == "URI_REF") {
        const auto address = record_address(subject.unit, subject.record);
        const auto shown = subject.unit.display_value(subject.record);
        if (format == MailFormat::text) return shown + " (" + address + ")";
        return "<a href=\"" + base::html_escape(address) + "\">" + base::html_escape(shown) +
               "</a>";
    }
    if (name.starts_with(mail_script))
        return run_mail_script(subject, name.substr(mail_script.size()));
    if (name.starts_with("event.") && subject.event)
        return escaped(subject.event->get(name.substr(6)), format);
    return field_value(subject, name, format);
}

}  // namespace

std::string fill_template(const MailSubject& subject, std::string_view text, MailFormat format,
                          std::string_view body) {
    std::string filled;
    for (;;) {
        const auto start = text.find("${");
        const auto end = start == std::string_view::npos ? start : text.find('}', start);
        if (end == std::string_view::npos) return filled + std::string(text);
        filled += text.substr(0, start);
        filled += value_of(subject, text.substr(start + 2, end - start - 2), format, body);
        text.remove_prefix(end + 1);
    }
}

std::string record_address(record::Unit& unit, const record::Record& record) {
    const std::string base =
        unit.snapshot().property("glide.servlet.uri", "http://127.0.0.1:8080/");
    return base + (base.ends_with('/') ? "" : "/") + record.table().name +
           ".do?sys_id=" + record.sys_id();
}

}  // namespace stead::engine
