#include "script/email_object.h"

#include "base/text.h"
#include "record/unit.h"
#include "script/glide/call.h"

namespace stead::script {
namespace {

using Text = std::string EmailObject::*;

EmailObject& self(Arguments& args) {
    return args.self<EmailObject>();
}

// Addresses and names go into headers: line breaks would begin another one.
std::string one_line(std::string text) {
    for (char& c : text) {
        if (c == '\n' || c == '\r') c = ' ';
    }
    return text;
}

Value add_address(Arguments& args) {
    auto& email = self(args);
    const auto kind = base::lower(args.text(0));
    auto& list = kind == "cc" ? email.cc : kind == "bcc" ? email.bcc : email.to;
    const auto address = one_line(args.text(1));
    const auto name = base::replace_all(one_line(args.text(2)), "\"", "");
    if (address.empty()) return {};
    list.push_back(name.empty() ? address : "\"" + name + "\" <" + address + ">");
    return {};
}

Value add_recipient(Arguments& args) {
    self(args).to.push_back(one_line(args.text(0)));
    return {};
}

template <Text text, bool in_header>
Value set(Arguments& args) {
    self(args).*text = in_header ? one_line(args.text(0)) : args.text(0);
    return {};
}

template <Text text>
Value get(Arguments& args) {
    return self(args).*text;
}

// Sending is a row: it goes out once the transaction is durable.
Value save(Arguments& args) {
    const auto& email = self(args);
    auto unit = call_of(args).unit.as(record::with_acls(call_of(args).unit.session_ptr(), false));
    record::Record row(unit.dictionary().get("sys_email"));
    row.set("type", "send-ready");
    row.set("state", "ready");
    row.set("recipients", base::join(email.everybody(), ","));
    row.set("direct", base::join(email.to, ","));
    row.set("copied", base::join(email.cc, ","));
    row.set("blind_copied", base::join(email.bcc, ","));
    row.set("subject", email.subject);
    row.set("body", email.body);
    if (!email.from.empty()) row.set("from", email.from);
    if (!email.reply_to.empty()) row.set("reply_to", email.reply_to);
    return unit.insert(row) ? Value(row.sys_id()) : Value(Null{});
}

HostClass make_class() {
    HostClass made{.name = "GlideEmailOutbound"};
    made.construct = [](Arguments&) { return Value(std::make_shared<EmailObject>()); };
    made.methods = {{"addAddress", add_address},
                    {"addRecipient", add_recipient},
                    {"setSubject", set<&EmailObject::subject, true>},
                    {"getSubject", get<&EmailObject::subject>},
                    {"setBody", set<&EmailObject::body, false>},
                    {"getBody", get<&EmailObject::body>},
                    {"setFrom", set<&EmailObject::from, true>},
                    {"setReplyTo", set<&EmailObject::reply_to, true>},
                    {"getWatermark", [](Arguments&) { return Value(""); }},
                    {"save", save},
                    {"send", save}};
    return made;
}

}  // namespace

std::vector<std::string> EmailObject::everybody() const {
    auto all = to;
    all.insert(all.end(), cc.begin(), cc.end());
    all.insert(all.end(), bcc.begin(), bcc.end());
    return all;
}

std::shared_ptr<const HostClass> email_class() {
    static const auto made = std::make_shared<const HostClass>(make_class());
    return made;
}

const std::shared_ptr<const HostClass>& EmailObject::host_class() const {
    static const auto made = email_class();
    return made;
}

}  // namespace stead::script
