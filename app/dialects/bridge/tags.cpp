// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/bridge/offers.h"
#include "dialects/bridge/reads.h"
#include "dialects/bridge/replies.h"
#include "dialects/common/paths.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;

namespace {

constexpr auto paths = std::to_array<TaggedPath>(
    { { "GET"_L1, "/system/health"_L1, "health"_L1 },
      { "GET"_L1, "/api/system/health"_L1, "health"_L1 }, // the same answer
      { "GET"_L1, "/api/system/info"_L1, "info"_L1 },
      { "GET"_L1, "/api/system/status"_L1, "status"_L1 },
      { "GET"_L1, "/system/status"_L1, "plain"_L1 },
      { "GET"_L1, "/resource/status"_L1, "resource"_L1 },
      { "GET"_L1, "/resources/status"_L1, "resources"_L1 },
      { "GET"_L1, "/resources/gpu"_L1, lateTag },
      { "GET"_L1, "/hotfolder/status"_L1, "folders"_L1 },
      { "GET"_L1, "/api/statistics/{period}"_L1, "figures:{}"_L1 },
      // Whose lines they are is known only to who asks for them.
      { "GET"_L1, "/logs"_L1, "log:"_L1 },
      { "GET"_L1, "/progress/active"_L1, "active"_L1 },
      { "GET"_L1, "/queue/stats"_L1, "stats"_L1 },
      { "GET"_L1, "/queue/workers"_L1, "workers"_L1 },
      // A page of whatever size adds to what is known; only our own first page replaces it.
      { "GET"_L1, "/api/jobs"_L1, "news"_L1 },
      { "GET"_L1, "/api/jobs/{id}"_L1, "job"_L1 },
      { "GET"_L1, "/progress/job/{id}"_L1, "progress"_L1 },
      { "GET"_L1, "/batch/{id}/status"_L1, "batch"_L1 },
      { "GET"_L1, "/api/photos"_L1, "photos:new"_L1 },
      { "GET"_L1, "/api/photos/{id}"_L1, "photo"_L1 },
      { "GET"_L1, "/api/sessions"_L1, "sessions"_L1 },
      { "GET"_L1, "/api/approval/queue"_L1, "approvals"_L1 },
      { "GET"_L1, "/approval/queue"_L1, "approvals"_L1 }, // the same answer
      { "GET"_L1, "/ws/status"_L1, "late"_L1 },
      { "GET"_L1, "/ws/poll"_L1, "push:poll"_L1 },
      { "POST"_L1, "/ws/handshake"_L1, "push:handshake"_L1 },
      { "POST"_L1, "/ws/disconnect"_L1, "push:goodbye"_L1 },
      { "POST"_L1, "/ws/send/{client}"_L1, "act:message.forward:{}"_L1 },
      { "POST"_L1, "/api/auth/login"_L1, "signin"_L1 },
      { "POST"_L1, "/queue/cancel/{id}"_L1, "act:job.cancel:{}"_L1 },
      { "POST"_L1, "/queue/retry/{id}"_L1, "act:job.retry:{}"_L1 },
      { "PUT"_L1, "/queue/priority/{id}"_L1, "act:job.priority:{}"_L1 },
      { "POST"_L1, "/batch/{id}/pause"_L1, "act:batch.pause:{}"_L1 },
      { "POST"_L1, "/batch/{id}/resume"_L1, "act:batch.resume:{}"_L1 },
      { "POST"_L1, "/batch/{id}/cancel"_L1, "act:batch.cancel:{}"_L1 } });

// Those that belong to the fallback; all else that is said is an action of somebody.
QString sentTag(const wire::HttpRequest &request)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    const QString type = body["message"_L1]["type"_L1].toString();
    const bool isOurs = type == "register"_L1 || type == "subscribe"_L1 || type == "ping"_L1;
    return isOurs ? QString(u"push:"_s + type) : u"act:message.send:"_s;
}

} // namespace

QString tagFor(const wire::HttpRequest &request)
{
    if (pathFit(request, "POST"_L1, "/ws/send"_L1))
        return sentTag(request);
    const QString tag = tagByPath(request, paths);
    if (!tag.isEmpty())
        return tag;
    for (const Deed &deed : deeds()) {
        const QByteArray path = deed.path.toLatin1();
        const auto names
            = pathFit(request, QLatin1StringView(deed.method), QLatin1StringView(path));
        if (names)
            return u"act:"_s + deed.offer.name + u':' + names->value(0);
    }
    return {};
}

} // namespace fw::dialects::bridge
