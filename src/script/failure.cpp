#include "js/ErrorReport.h"
#include "js/Exception.h"
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

Error pending_failure(JSContext* engine, std::string_view script) {
    JS::ExceptionStack stack(engine);
    if (!JS::StealPendingExceptionStack(engine, &stack)) return unknown_failure(script);
    JS::ErrorReportBuilder report(engine);
    if (!report.init(engine, stack, JS::ErrorReportBuilder::WithSideEffects)) {
        JS_ClearPendingException(engine);
        return unknown_failure(script);
    }
    return described(report, script);
}

void report(JSContext* engine, const char* message) {
    JS_ReportErrorUTF8(engine, "%s", message);
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
        else
            report(engine, error.what());
    } catch (const base::Error& error) {
        report(engine, error.what());
    } catch (...) {
        state.foreign = std::current_exception();
    }
    return false;
}

}  // namespace stead::script
