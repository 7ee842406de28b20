#include "js/Conversions.h"
#include "js/ErrorReport.h"
#include "js/Exception.h"
#include "js/Object.h"
#include "js/PropertyAndElement.h"
#include "jsapi.h"
#include "script/context_state.h"

// Exceptions across the border: the engine's into script::Error, ours into the engine's.
namespace stead::script {
namespace {

constexpr std::string_view out_of_memory = "out of memory";

Error unknown_failure(std::string_view script) {
    return {Failure::thrown, "the script failed", std::string(script)};
}

// Thrown values that are no errors ("throw 'no account'") come with no place.
Error described(const JS::ErrorReportBuilder& report, std::string_view script) {
    const JSErrorReport* found = report.report();
    const bool placed = found->filename && *found->filename;
    const std::string text =
        report.toStringResult() ? report.toStringResult().c_str() : "unknown error";
    const bool syntax = found->exnType == JSEXN_SYNTAXERR;
    const bool memory = text == out_of_memory;
    return {memory   ? Failure::memory
            : syntax ? Failure::syntax
                     : Failure::thrown,
            text, placed ? found->filename : std::string(script), found->lineno,
            found->lineno ? found->column + 1 : 0};
}

std::string property_text(JSContext* engine, JS::HandleObject object, const char* name) {
    JS::RootedValue value(engine);
    if (!JS_GetProperty(engine, object, name, &value) || value.isNullOrUndefined()) return {};
    value.setString(JS::ToString(engine, value));
    return value.toString() ? read_text(engine, value) : std::string();
}

// Errors that know what a web service should answer: sn_ws_err, and what the record layer refused.
void read_answer(JSContext* engine, JS::HandleValue thrown, Error& error) {
    if (!thrown.isObject()) return;
    JS::RootedObject object(engine, &thrown.toObject());
    JS::RootedValue status(engine);
    try {
        double number = 0;
        if (!JS_GetProperty(engine, object, "status", &status) || status.isNullOrUndefined() ||
            !JS::ToNumber(engine, status, &number) || !(number >= 400 && number < 600)) {
            return JS_ClearPendingException(engine);
        }
        error.message = property_text(engine, object, "message");
        error.detail = property_text(engine, object, "detail");
        error.http_status = static_cast<int>(number);
    } catch (const PendingException&) {
    }
    JS_ClearPendingException(engine);
}

Error pending_failure(JSContext* engine, std::string_view script) {
    JS::ExceptionStack stack(engine);
    if (!JS::StealPendingExceptionStack(engine, &stack)) return unknown_failure(script);
    JS::ErrorReportBuilder report(engine);
    if (!report.init(engine, stack, JS::ErrorReportBuilder::WithSideEffects)) {
        JS_ClearPendingException(engine);
        return unknown_failure(script);
    }
    Error error = described(report, script);
    JS::RootedValue thrown(engine, stack.exception());
    read_answer(engine, thrown, error);
    return error;
}

void report(JSContext* engine, const char* message) {
    JS_ReportErrorUTF8(engine, "%s", message);
}

// The script may catch it and ask for its status and detail.
void report_refusal(JSContext* engine, const char* message, int status, const std::string& detail) {
    report(engine, message);
    JS::RootedValue thrown(engine), value(engine, JS::Int32Value(status));
    if (!JS_GetPendingException(engine, &thrown) || !thrown.isObject()) return;
    JS_ClearPendingException(engine);
    JS::RootedObject error(engine, &thrown.toObject());
    if (!JS_DefineProperty(engine, error, "status", value, JSPROP_ENUMERATE) ||
        !new_text(engine, detail, &value) ||
        !JS_DefineProperty(engine, error, "detail", value, JSPROP_ENUMERATE))
        return;
    JS_SetPendingException(engine, thrown);
}

}  // namespace

void throw_failure(Context::State& state, std::string_view script) {
    if (auto foreign = std::exchange(state.foreign, nullptr)) {
        JS_ClearPendingException(state.engine());
        std::rethrow_exception(foreign);
    }
    if (auto stopped = std::exchange(state.stopped, std::nullopt)) {
        JS_ClearPendingException(state.engine());
        throw Error(*stopped);
    }
    throw pending_failure(state.engine(), script);
}

// A stop and an exception of the machine end the script without asking it; the rest it may catch.
bool translate_exception(JSContext* engine) {
    auto& state = state_of(engine);
    try {
        throw;
    } catch (const PendingException&) {
    } catch (const Error& error) {
        if (error.stopped())
            state.stopped = error;
        else if (error.http_status != 0)
            report_refusal(engine, error.message.c_str(), error.http_status, error.detail);
        else
            report(engine, error.what());
    } catch (const base::Error& error) {
        report_refusal(engine, error.what(), base::http_status(error.status), error.detail);
    } catch (...) {
        state.foreign = std::current_exception();
    }
    return false;
}

}  // namespace stead::script
