// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Kept as {"data":{"RESULT":{…}},"stages":{"exporting":"2026-11-21T11:20:34.500Z"}}
#include "dialects/bridge/parts.h"

#include "dialects/bridge/words.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;

namespace {

constexpr auto prefix = "parts:"_L1;
constexpr qsizetype mostJobs = 100;
constexpr qsizetype mostBytes = 20'000; ///< of one job

QString keyOf(const JobId &job)
{
    return prefix + job.text;
}

QJsonObject kept(const JobId &job, const wire::SessionFacts &facts)
{
    return QJsonDocument::fromJson(facts.extra.value(keyOf(job)).toUtf8()).object();
}

// Which of them is the oldest is not known: when there are too many, it begins anew.
void makeRoom(Sink &sink, const QString &key)
{
    const auto &extra = sink.facts().extra;
    QStringList keys;
    for (auto fact = extra.lowerBound(prefix); fact != extra.end() && fact.key().startsWith(prefix);
         ++fact)
        keys.append(fact.key());
    if (keys.size() < mostJobs || keys.contains(key))
        return;
    for (const QString &other : std::as_const(keys))
        sink.learn().extra.remove(other);
}

void keep(Sink &sink, const JobId &job, QLatin1StringView group, const QString &name,
          const QJsonValue &value)
{
    QJsonObject all = kept(job, sink.facts());
    QJsonObject inner = all[group].toObject();
    const bool saysLess = value.isNull() && inner.contains(name);
    if (saysLess || inner.value(name) == value)
        return;
    inner.insert(name, value);
    all.insert(group, inner);
    const QByteArray text = QJsonDocument(all).toJson(QJsonDocument::Compact);
    if (text.size() > mostBytes)
        return;
    makeRoom(sink, keyOf(job));
    sink.learn().extra.insert(keyOf(job), QString::fromUtf8(text));
}

} // namespace

void keepStage(Sink &sink, const JobId &job, const wire::Stage &stage)
{
    keep(sink, job, "stages"_L1, stage.id.text,
         stage.finished ? QJsonValue(toIso(*stage.finished)) : QJsonValue(QJsonValue::Null));
}

void keepDatum(Sink &sink, const JobId &job, const wire::Metadatum &datum)
{
    keep(sink, job, "data"_L1, datum.field, datum.value);
}

void forgetParts(Sink &sink, const JobId &job)
{
    if (sink.facts().extra.contains(keyOf(job)))
        sink.learn().extra.remove(keyOf(job));
}

Parts partsOf(const JobId &job, const wire::SessionFacts &facts)
{
    Parts parts;
    const QJsonObject all = kept(job, facts);
    const QJsonObject stages = all["stages"_L1].toObject();
    QStringList names = stages.keys();
    std::ranges::stable_sort(names, {}, [](const QString &name) { return stageOrder(name); });
    for (const QString &name : std::as_const(names)) {
        wire::Stage stage;
        stage.id = StageId{ name };
        stage.state = wire::JobState::Done;
        stage.order = stageOrder(name);
        stage.finished = fromIso(stages[name].toString());
        parts.stages.push_back(std::move(stage));
    }
    const QJsonObject data = all["data"_L1].toObject();
    for (auto one = data.begin(); one != data.end(); ++one)
        parts.metadata.push_back({ one.key(), one.value() });
    return parts;
}

} // namespace fw::dialects::bridge
