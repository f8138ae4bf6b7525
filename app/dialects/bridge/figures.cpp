// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"avg_ai_score":3.72,"date":"2026-11-21","success_rate":0.0,"total_imported":6,…}
// {"period_days":30,"presets":[{"approval_rate":0.0,"approved_count":0,"preset_name":"WhiteLayer",
//  "usage_count":6}],"total_presets":1}
// {"folders":[],"message":"Hot folder watcher not initialized","running":false}
#include "dialects/bridge/figures.h"

#include "dialects/bridge/rows.h"

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis figuresEvery = 60s;

wire::Item figureItem(const QString &id, const QString &name)
{
    wire::Item item;
    item.kind = QString::fromLatin1(figureKind);
    item.id = ItemId{ id };
    item.name = name;
    return item;
}

QString periodName(const QString &period)
{
    if (period == "daily"_L1)
        return u"Today"_s;
    if (period == "weekly"_L1)
        return u"Week"_s;
    return period == "monthly"_L1 ? u"Month"_s : period;
}

void readPresets(JsonValue root, Sink &sink)
{
    JsonFields list(root, u"statistics of presets"_s);
    const JsonArray presets = list.array("presets");
    if (!sink.accept(list))
        return;
    std::vector<wire::Event> seen;
    for (const JsonValue &row : presets.items()) {
        JsonFields fields(row, u"statistics of a preset"_s);
        const QString name = fields.string("preset_name");
        if (!sink.accept(fields))
            continue;
        wire::Item item = figureItem(u"preset:"_s + name, name);
        item.fields = otherFields(row, { u"preset_name"_s });
        seen.emplace_back(wire::ItemSeen{ std::move(item) });
    }
    sink.events(std::move(seen));
}

} // namespace

std::vector<wire::HttpRequest> figureRequests(const wire::SessionFacts &facts)
{
    std::vector<wire::HttpRequest> all;
    for (const auto &period : { u"daily"_s, u"weekly"_s, u"monthly"_s, u"presets"_s }) {
        all.push_back(read(u"/api/statistics/"_s + period, u"figures:"_s + period, facts));
        all.back().mayFail = true;
        all.back().every = figuresEvery;
    }
    return all;
}

void readFigures(const QString &period, JsonValue root, Sink &sink)
{
    if (period == "presets"_L1)
        return readPresets(root, sink);
    wire::Item item = figureItem(period, periodName(period));
    item.fields = otherFields(root.object()["period"], {});
    // A row per day is a chart, and the mean time a constant of the program (c4).
    auto rest = otherFields(root, { u"period"_s, u"daily_breakdown"_s, u"avg_processing_time"_s });
    std::ranges::move(rest, std::back_inserter(item.fields));
    if (item.fields.empty())
        return sink.issue(Failure::Code::BadInput, u"statistics: nothing in them"_s);
    sink.event(wire::ItemSeen{ std::move(item) });
}

void readFolders(JsonValue root, Sink &sink)
{
    JsonFields fields(root, u"watched folders"_s);
    const JsonArray folders = fields.array("folders");
    const bool running = fields.optionalBoolean("running").value_or(false);
    if (!sink.accept(fields))
        return;
    wire::ItemsReplaced list{ QString::fromLatin1(folderKind), {} };
    for (const JsonValue &row : folders.items()) {
        const auto path = row.string();
        if (!path || path->isEmpty()) {
            sink.issue(Failure::Code::BadInput,
                       u"watched folder is %1, expected a path"_s.arg(row.typeName()));
            continue;
        }
        wire::Item item;
        item.kind = list.kind;
        item.id = ItemId{ *path };
        item.name = *path;
        item.state = running ? u"watched"_s : u"stopped"_s;
        list.items.push_back(std::move(item));
    }
    sink.event(std::move(list));
}

} // namespace fw::dialects::bridge
