// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/api.h"

#include "hub/front/file_reply.h"
#include "hub/payloads.h"

#include <cmath>

namespace fw::hub {

using namespace Qt::StringLiterals;
using front::HttpReply;

namespace {

constexpr qint64 defaultPage = 100;
constexpr qint64 largestPage = 500;

HttpReply bad(const QString &message)
{
    return HttpReply::error(400, Failure::Code::BadInput, message);
}

// A whole number from a query, \a absent when it is not there; empty when it is none or out of
// range.
std::optional<qint64> number(const QString &text, qint64 absent, qint64 least, qint64 most)
{
    if (text.isEmpty())
        return absent;
    bool ok = false;
    const qint64 value = text.toLongLong(&ok);
    if (!ok || value < least || value > most)
        return std::nullopt;
    return value;
}

Expected<QList<wire::JobState>> statesFrom(const QString &text)
{
    QList<wire::JobState> states;
    for (const QString &word : text.split(u',', Qt::SkipEmptyParts)) {
        const auto state = wire::stateFromWord(word);
        if (!state)
            return fail(Failure::Code::BadInput, u"No such state: %1"_s.arg(word.left(40)));
        states.append(*state);
    }
    return states;
}

} // namespace

HttpReply Api::health() const
{
    const auto free = m_world.sampler.freeBytes();
    const bool degraded = free && *free < m_world.limits.lowDisk;
    return HttpReply::json(degraded ? 503 : 200,
                           { { u"status"_s, degraded ? u"degraded"_s : u"healthy"_s },
                             { u"hub"_s, m_world.hub },
                             { u"version"_s, u"" FW_VERSION ""_s },
                             { u"protocol"_s, wire::channel::subProtocol },
                             { u"epoch"_s, m_world.log.epoch() },
                             { u"queueDepth"_s, m_world.jobs.queueDepth() },
                             { u"running"_s, m_world.jobs.running() } });
}

HttpReply Api::jobList(const Head &head) const
{
    const auto limit = number(head.queryItem(u"limit"_s), defaultPage, 1, largestPage);
    if (!limit)
        return bad(u"limit is between 1 and 500."_s);
    const auto states = statesFrom(head.queryItem(u"state"_s));
    if (!states)
        return HttpReply::error(states.error());
    const QString cursor = head.queryItem(u"cursor"_s);
    if (cursor.size() > 200)
        return bad(u"That cursor did not come from here."_s);
    const auto page = m_world.jobs.page(cursor, static_cast<int>(*limit), *states);
    if (!page)
        return HttpReply::error(page.error());
    const QJsonValue next
        = page->next.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(page->next);
    return HttpReply::json(200,
                           { { u"jobs"_s, jobsJson(page->jobs) },
                             { u"next"_s, next },
                             { u"total"_s, page->total },
                             { u"epoch"_s, m_world.log.epoch() },
                             { u"heads"_s, m_world.log.seqs() } });
}

HttpReply Api::jobDetail(const JobId &id) const
{
    const auto detail = m_world.jobs.detail(id);
    return detail ? HttpReply::json(200, detailJson(*detail)) : HttpReply::error(detail.error());
}

HttpReply Api::jobLog(const Head &head, const JobId &id) const
{
    auto attempt = number(head.queryItem(u"attempt"_s), 0, 1, 1'000'000);
    if (!attempt)
        return bad(u"attempt is a number from 1."_s);
    if (*attempt == 0) { // the last one
        const auto detail = m_world.jobs.detail(id);
        if (!detail)
            return HttpReply::error(detail.error());
        attempt = detail->attempts.empty() ? 1 : detail->attempts.back().number;
    }
    const auto path = m_world.jobs.logPath(id, static_cast<int>(*attempt));
    if (!path)
        return HttpReply::error(path.error());
    return front::fileReply(head, *path, "text/plain; charset=utf-8");
}

HttpReply Api::thumbnail(const Head &head, const JobId &id, const QString &index) const
{
    const auto place = number(index, -1, 0, 1000);
    if (!place || *place < 0)
        return HttpReply::error(404, Failure::Code::NotFound, u"No such thumbnail."_s);
    const auto path = m_world.jobs.thumbnailPath(id, static_cast<int>(*place));
    return path ? front::fileReply(head, *path, "image/jpeg") : HttpReply::error(path.error());
}

HttpReply Api::output(const Head &head, const OutputId &id) const
{
    const auto output = m_world.jobs.output(id);
    if (!output)
        return HttpReply::error(output.error());
    const QByteArray type = output->localPath.endsWith(".mp4"_L1)
        ? QByteArray("video/mp4")
        : QByteArray("application/octet-stream");
    return front::fileReply(head, output->localPath, type, output->name);
}

HttpReply Api::storedOp(const EditId &op) const
{
    const auto verdict = m_world.desk.verdict(op);
    if (!verdict)
        return HttpReply::error(verdict.error());
    if (!*verdict)
        return HttpReply::error(404, Failure::Code::NotFound, u"That op never came here."_s);
    return HttpReply::json(200, ackJson(**verdict, false));
}

void Api::frame(const Head &head, const JobId &id, const Respond &respond)
{
    bool ok = false;
    const double seconds = head.queryItem(u"t"_s).toDouble(&ok);
    const auto width = number(head.queryItem(u"width"_s), 1280, 16, 3840);
    if (!ok || !std::isfinite(seconds) || seconds < 0 || !width) {
        respond(bad(u"t is a time in seconds, width between 16 and 3840 pixels."_s));
        return;
    }
    m_world.jobs.frameAt(id, seconds, static_cast<int>(*width), [respond](auto jpeg) {
        respond(jpeg ? HttpReply::text(200, *jpeg, "image/jpeg") : HttpReply::error(jpeg.error()));
    });
}

} // namespace fw::hub
