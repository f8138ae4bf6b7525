// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Decoding with the bounded JSON reader (simdjson) beside QJsonDocument, on the same frames: one
// event, and a snapshot of 500 rows. "parse" is syntax alone; "decode" ends in plain values.
#include "base/json_reader.h"
#include "dialects/registry.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>
#include <functional>

using namespace fw;
using namespace Qt::StringLiterals;

namespace {

QByteArray oneEvent()
{
    return R"({"type":"event","channel":"processing:status","seq":42,"event":"progress",)"
           R"("time":"2026-11-21T12:00:03.120Z","data":{"jobId":"0190b2c4-7cc4-7bb2-8f0e-2f4f6e1f3a11",)"
           R"("status":"processing","progress":41.5,"message":"31 of 120 s, 2.1x"}})";
}

QByteArray snapshot(int rows)
{
    QJsonArray jobs;
    for (int i = 0; i < rows; ++i)
        jobs.append(QJsonObject{
            { "jobId"_L1, u"0190b2c4-7cc4-7bb2-8f0e-%1"_s.arg(i, 12, 10, QChar(u'0')) },
            { "name"_L1, u"clip %1 with a usual name.mp4"_s.arg(i) },
            { "source"_L1, u"/srv/media/incoming/2026/11/clip %1.mp4"_s.arg(i) },
            { "size"_L1, 1048576 + i },
            { "priority"_L1, i % 3 },
            { "created"_L1, u"2026-11-21T12:00:00.000Z"_s },
            { "updated"_L1, u"2026-11-21T12:00:03.000Z"_s },
            { "state"_L1, i % 2 ? u"running"_s : u"queued"_s },
            { "stage"_L1, u"RENDER:square_1_1"_s },
            { "progress"_L1, i % 100 },
            { "attempt"_L1, 1 } });
    return QJsonDocument(QJsonObject{ { "type"_L1, u"snapshot"_s },
                                      { "channel"_L1, u"processing:jobs"_s },
                                      { "epoch"_L1, u"e"_s },
                                      { "seq"_L1, 7 },
                                      { "part"_L1, 1 },
                                      { "parts"_L1, 1 },
                                      { "data"_L1, QJsonObject{ { "jobs"_L1, jobs } } } })
        .toJson(QJsonDocument::Compact);
}

/// The same values as the dialect makes of a row, read from QJsonDocument without its checks.
size_t decodeWithQJson(const QByteArray &frame)
{
    const QJsonObject root = QJsonDocument::fromJson(frame).object();
    const QJsonObject data = root["data"_L1].toObject();
    if (!data.contains("jobs"_L1)) {
        const wire::JobProgressed progressed{ JobId{ data["jobId"_L1].toString() },
                                              data["progress"_L1].toDouble(),
                                              data["message"_L1].toString() };
        return static_cast<size_t>(progressed.id.text.size());
    }
    std::vector<wire::Job> jobs;
    const QJsonArray rows = data["jobs"_L1].toArray();
    for (const auto &value : rows) {
        const QJsonObject row = value.toObject();
        wire::Job job;
        job.id = JobId{ row["jobId"_L1].toString() };
        job.name = row["name"_L1].toString();
        job.source = row["source"_L1].toString();
        job.stage = row["stage"_L1].toString();
        job.state
            = wire::stateFromWord(row["state"_L1].toString()).value_or(wire::JobState::Queued);
        job.bytes = row["size"_L1].toInteger();
        job.priority = row["priority"_L1].toInt();
        job.attempt = row["attempt"_L1].toInt();
        job.progress = row["progress"_L1].toDouble();
        job.created = fromIso(row["created"_L1].toString());
        job.updated = fromIso(row["updated"_L1].toString());
        jobs.push_back(std::move(job));
    }
    return jobs.size();
}

/// The fastest of several runs, in microseconds for one call.
double fastest(int calls, const std::function<void()> &call)
{
    double best = 1e12;
    for (int run = 0; run < 7; ++run) {
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < calls; ++i)
            call();
        best = std::min(best, static_cast<double>(timer.nsecsElapsed()) / calls / 1000.0);
    }
    return best;
}

void compare(const char *what, const QByteArray &frame, int calls)
{
    const wire::Dialect &dialect = *dialects::findDialect(u"orchestrator");
    const wire::Frame wireFrame{ wire::Frame::Kind::Text, frame };
    JsonReader reader;
    JsonReader lax({ .rejectDuplicateKeys = false });
    size_t sink = 0;
    const double parse = fastest(calls, [&] { sink += reader.parse(frame) ? 1 : 0; });
    const double parseLax = fastest(calls, [&] { sink += lax.parse(frame) ? 1 : 0; });
    const double qParse
        = fastest(calls, [&] { sink += QJsonDocument::fromJson(frame).isObject() ? 1 : 0; });
    const double decode
        = fastest(calls, [&] { sink += dialect.decode(wireFrame, {}).messages.size(); });
    const double qDecode = fastest(calls, [&] { sink += decodeWithQJson(frame); });
    std::printf("%s, %lld bytes (checked %zu)\n", what, static_cast<long long>(frame.size()), sink);
    std::printf("  parse   reader %9.2f us   without duplicate check %9.2f us   QJson %9.2f us   "
                "QJson/reader %.1f\n",
                parse, parseLax, qParse, qParse / parse);
    std::printf("  decode  dialect %8.2f us   QJson by hand, unchecked %9.2f us   ratio %.1f   "
                "%.0f frames/s   %.0f MB/s\n",
                decode, qDecode, qDecode / decode, 1e6 / decode,
                static_cast<double>(frame.size()) / decode);
}

} // namespace

int main()
{
    compare("one event", oneEvent(), 20000);
    compare("snapshot of 500 rows", snapshot(500), 50);
    return 0;
}
