-- For wrk: posts BENCH_BODY when there is one, and prints what was measured as one line of JSON.
local body = os.getenv("BENCH_BODY")
if body and body ~= "" then
    wrk.method = "POST"
    wrk.body = body
    wrk.headers["Content-Type"] = "application/json"
end
wrk.headers["Accept"] = "application/json"

function done(summary, latency)
    local seconds = summary.duration / 1e6
    io.write(string.format(
        'MEASURED {"perSecond":%.1f,"p50":%.3f,"p99":%.3f,"refused":%d}\n',
        summary.requests / seconds, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
        summary.errors.status))
end
