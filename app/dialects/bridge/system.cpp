// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"approval_queue":{"count":3},"jobs":{"pending":1,"processing":1},"resources":{"cpu_percent":0.0,
//  "gpu":{"available":false},"memory_percent":2.2,"memory_total_mb":24105.5,"memory_used_mb":230.6},
//  "sessions":{"active":1},"system":"running","timestamp":"2026-11-21T12:20:33.800512"}
#include "dialects/bridge/system.h"

#include "dialects/bridge/rows.h"
#include "dialects/bridge/standing.h"
#include "dialects/bridge/times.h"
#include "dialects/common/user_text.h"

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;
using wire::SystemStatusSeen;

namespace {

constexpr double hottest = 150;

std::optional<double> percent(JsonValue value)
{
    const auto number = value.number();
    return number && *number >= 0 && *number <= 100 ? number : std::nullopt;
}

std::optional<int> depth(JsonValue value)
{
    const auto number = toInt(value.integer());
    return number && *number >= 0 ? number : std::nullopt;
}

bool saysAnything(const SystemStatusSeen &seen)
{
    return !(seen == SystemStatusSeen{});
}

void tell(const SystemStatusSeen &seen, QLatin1StringView where, Sink &sink)
{
    if (saysAnything(seen))
        sink.event(seen);
    else
        sink.issue(Failure::Code::BadInput, where + u": nothing in it is known"_s);
}

using Names = std::initializer_list<const char *>;

std::optional<double> firstPercent(const JsonObject &object, Names names)
{
    for (const char *name : names) {
        if (const auto found = percent(object[name]))
            return found;
    }
    return std::nullopt;
}

// Degrees Celsius; what no card survives is no measurement. Without a sensor it says 0.
std::optional<double> firstHeat(const JsonObject &object, Names names)
{
    for (const char *name : names) {
        const auto found = object[name].number();
        if (found && *found > 0 && *found <= hottest)
            return found;
    }
    return std::nullopt;
}

void takeGpu(const JsonObject &gpu, SystemStatusSeen &seen)
{
    if (!gpu["available"].boolean().value_or(false))
        return;
    seen.gpu = firstPercent(gpu, { "utilization", "load", "load_percent", "usage_percent" });
    seen.gpuTemperature = firstHeat(gpu, { "temperature", "temperature_celsius" });
}

// Told when it changes only.
void stand(const char *key, const QString &word, QLatin1StringView usual, Sink &sink)
{
    const wire::Standing before = standingOf(sink.facts());
    know(sink, key, word == usual ? QString() : word);
    restand(before, sink);
}

} // namespace

void readHealth(JsonValue root, Sink &sink)
{
    JsonFields fields(root, u"health"_s);
    const QString status = fields.string("status");
    if (sink.accept(fields))
        stand(healthWord, status, "healthy"_L1, sink);
}

void readInfo(JsonValue root, Sink &sink)
{
    JsonFields fields(root, u"system info"_s);
    const QString name = fields.string("system_name");
    const QString version = fields.optionalIdText("version").value_or(QString());
    if (!sink.accept(fields))
        return;
    const QString id = version.isEmpty() ? name : QString(name + u' ' + version);
    const QString before = sink.facts().serverId;
    if (before == id)
        return;
    sink.learn().serverId = id;
    if (before.isEmpty())
        return;
    forgetLacks(sink);
    const QString what = userText(
        QT_TRANSLATE_NOOP("fw::dialects", "the server calls itself \"%1\", before it was \"%2\""),
        id, before);
    sink.issue(Failure::Code::BadInput, what);
    sink.event(wire::NoticeSeen{ u"warning"_s, what });
}

void readStatus(JsonValue root, Sink &sink)
{
    const JsonObject resources = root.object()["resources"].object();
    SystemStatusSeen seen;
    seen.cpu = percent(resources["cpu_percent"]);
    seen.memory = percent(resources["memory_percent"]);
    takeGpu(resources["gpu"].object(), seen);
    seen.queueDepth = depth(root.object()["jobs"].object()["pending"]);
    tell(seen, "/api/system/status"_L1, sink);
    know(sink, depthTold, seen.queueDepth ? u"yes"_s : QString());
    const QString system = root.object()["system"].string().value_or(u"running"_s);
    stand(systemWord, system, "running"_L1, sink);
}

void readPlainStatus(JsonValue root, Sink &sink)
{
    SystemStatusSeen seen;
    seen.queueDepth = depth(root.object()["pending_jobs"]);
    tell(seen, "/system/status"_L1, sink);
}

void readResource(JsonValue root, Sink &sink)
{
    const JsonObject object = root.object();
    SystemStatusSeen seen;
    seen.cpu = percent(object["cpu_percent"]);
    seen.memory = percent(object["memory_percent"]);
    if (object["gpu_available"].boolean().value_or(false)) {
        seen.gpu = percent(object["gpu_utilization"]);
        seen.gpuTemperature = firstHeat(object, { "gpu_temperature" });
    }
    tell(seen, "/resource/status"_L1, sink);
}

void readResources(JsonValue root, Sink &sink)
{
    const JsonObject status = root.object()["status"].object();
    SystemStatusSeen seen;
    seen.cpu = percent(status["cpu"].object()["usage_percent"]);
    seen.memory = percent(status["memory"].object()["percent"]);
    seen.disk = percent(status["disk_usage_percent"]);
    takeGpu(status["gpu"].object(), seen);
    tell(seen, "/resources/status"_L1, sink);
    const QString state = status["state"].string().value_or(QString());
    const QString before = known(sink.facts(), resourceState);
    if (state == before || state.isEmpty())
        return;
    know(sink, resourceState, state);
    if (state == "busy"_L1 || state == "critical"_L1)
        sink.event(wire::NoticeSeen{
            u"warning"_s,
            userText(QT_TRANSLATE_NOOP("fw::dialects", "resources of the server: %1"), state) });
}

void readGpu(JsonValue root, Sink &sink)
{
    learnLate(sink, true);
    SystemStatusSeen seen;
    takeGpu(root.object()["gpu"].object(), seen);
    if (saysAnything(seen))
        sink.event(seen);
}

std::optional<SystemStatusSeen> readWarned(QStringView resource, std::optional<double> value)
{
    SystemStatusSeen seen;
    const bool isHeat = resource.contains("temp"_L1, Qt::CaseInsensitive);
    if (isHeat && value && *value > 0 && *value <= hottest)
        seen.gpuTemperature = value;
    const bool isShare = value && *value >= 0 && *value <= 100;
    if (isShare && resource == "cpu"_L1)
        seen.cpu = value;
    else if (isShare && resource == "memory"_L1)
        seen.memory = value;
    else if (isShare && resource == "disk"_L1)
        seen.disk = value;
    return saysAnything(seen) ? std::optional(seen) : std::nullopt;
}

void readQueueStats(JsonValue root, Sink &sink)
{
    SystemStatusSeen seen;
    seen.queueDepth = depth(root.object()["jobs_by_status"].object()["pending"]);
    // A table without a word for it means that none waits.
    if (!seen.queueDepth && root.object()["jobs_by_status"].isObject())
        seen.queueDepth = 0;
    tell(seen, "/queue/stats"_L1, sink);
}

void readWorkers(JsonValue root, Sink &sink)
{
    const JsonValue workers = root.object()["workers"];
    if (!workers.isObject() && !workers.isArray() && !workers.isNull()) {
        sink.issue(Failure::Code::BadInput, u"/queue/workers: workers is missing"_s);
        return;
    }
    const auto found = workers.isArray()
        ? workers.array().items().size()
        : static_cast<size_t>(std::max<qsizetype>(0, workers.object().size()));
    SystemStatusSeen seen;
    seen.workers = static_cast<int>(found);
    sink.event(seen);
    const QString now = QString::number(found);
    if (known(sink.facts(), workerCount) == now)
        return;
    know(sink, workerCount, now);
    if (found == 0)
        sink.event(wire::NoticeSeen{
            u"warning"_s,
            userText(QT_TRANSLATE_NOOP(
                "fw::dialects", "the server has no worker: jobs wait until one is started")) });
}

std::optional<SystemStatusSeen> readPosted(JsonValue status)
{
    const JsonObject object = status.object();
    SystemStatusSeen seen;
    seen.cpu = firstPercent(object, { "cpu_usage", "cpu_percent", "cpu" });
    seen.memory = firstPercent(object, { "memory_usage", "memory_percent", "memory" });
    seen.disk = firstPercent(object, { "disk_usage", "disk_usage_percent", "disk" });
    const auto available = object["gpu_available"].boolean();
    if (available.value_or(true)) {
        seen.gpu = firstPercent(object, { "gpu_usage", "gpu_utilization", "gpu_load", "gpu" });
        seen.gpuTemperature = firstHeat(object, { "gpu_temp", "gpu_temperature" });
    }
    seen.queueDepth = depth(object["pending_jobs"]);
    return saysAnything(seen) ? std::optional(seen) : std::nullopt;
}

} // namespace fw::dialects::bridge
