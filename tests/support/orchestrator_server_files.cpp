// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files of the program, as recordings 074 to 080 show them.
#include "support/orchestrator_server.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QUuid>

#include <algorithm>

namespace fw::test {

using namespace Qt::StringLiterals;

int OrchestratorServer::addOutput(const QString &fileName, const QString &source)
{
    const int id = m_next++;
    m_outputs[id] = { { "id"_L1, id },
                      { "output_filename"_L1, fileName },
                      { "brand_name"_L1, u"Acme News"_s },
                      { "output_format"_L1, u"square_1_1"_s },
                      { "source_filename"_L1, source },
                      { "source_display_name"_L1, source },
                      { "width"_L1, 720 },
                      { "height"_L1, 720 },
                      { "aspect_ratio"_L1, 1.0 },
                      { "bookmarked"_L1, 0 },
                      { "created_at"_L1, u"2026-11-21T12:13:43.807491"_s },
                      { "file_available"_L1, true } };
    return id;
}

QByteArray OrchestratorServer::signedInCookie()
{
    if (m_cookie.isEmpty())
        m_cookie = "cookie-of-" + QUuid::createUuid().toByteArray(QUuid::Id128);
    return "session=" + m_cookie;
}

// /api/videos/download/<name>, /api/videos/download-original/<number>, /api/videos/download-zip
OrchestratorServer::Answer OrchestratorServer::files(const Request &request)
{
    const QString name = request.path.section(u'/', -1);
    if (name == "download-zip"_L1)
        return zip(request.json());
    const auto gone = [&name] {
        return json({ { "error"_L1, u"File not found"_s }, { "filename"_L1, name } }, 404);
    };
    if (request.path.section(u'/', -2, -2) == "download-original"_L1)
        return m_sources.contains(name.toInt()) ? file(request) : gone();
    const auto isIt = [&name](QLatin1StringView field) {
        return [&name, field](const auto &row) { return row.second[field].toString() == name; };
    };
    const bool known = std::ranges::any_of(m_outputs, isIt("output_filename"_L1))
        || std::ranges::any_of(m_sources, isIt("filename"_L1));
    return known ? file(request) : gone();
}

OrchestratorServer::Answer OrchestratorServer::file(const Request &request)
{
    const QByteArray tag
        = '"' + QCryptographicHash::hash(film, QCryptographicHash::Md5).toHex() + '"';
    Answer answer{ 200, "video/mp4", film, "Cache-Control: no-cache\r\nETag: " + tag + "\r\n" };
    const qsizetype at = request.head.indexOf("Range: bytes=");
    const bool another = request.head.contains("If-Range:")
        && !request.head.contains(QByteArray("If-Range: " + tag));
    if (at >= 0 && !another) {
        const qsizetype from
            = std::min(request.head.mid(at + 13).split('-').first().toLongLong(), film.size());
        const QByteArray size = QByteArray::number(film.size());
        answer.status = 206;
        answer.body = film.mid(from);
        answer.headers += "Accept-Ranges: bytes\r\nContent-Range: bytes " + QByteArray::number(from)
            + '-' + QByteArray::number(film.size() - 1) + '/' + size + "\r\n";
    }
    if (breaks > 0) {
        --breaks;
        answer.cut = answer.body.size() / 2;
    }
    return answer;
}

OrchestratorServer::Answer OrchestratorServer::zip(const QJsonObject &body) const
{
    const QJsonArray names = body["files"_L1].toArray();
    if (names.isEmpty())
        return refused(400, u"No files requested"_s);
    if (names.size() > 10)
        return json({ { "success"_L1, false },
                      { "error"_L1, u"ZIP_TOO_MANY_FILES"_s },
                      { "message"_L1, u"At most 10 files"_s } },
                    400);
    if (zipTooLarge)
        return json({ { "success"_L1, false },
                      { "error"_L1, u"ZIP_TOO_LARGE"_s },
                      { "message"_L1, u"The files are larger than 250 MB together"_s } },
                    413);
    QJsonArray foreign;
    for (const QJsonValue &name : names) {
        const bool known = std::ranges::any_of(m_outputs, [&name](const auto &row) {
            return row.second["output_filename"_L1].toString() == name.toString();
        });
        if (!known)
            foreign.append(name);
    }
    if (!foreign.isEmpty())
        return json({ { "error"_L1, u"Unauthorized"_s }, { "unauthorized"_L1, foreign } }, 403);
    return { 200, "application/zip", "PK\x05\x06" + QByteArray(18, '\0'),
             "Content-Disposition: attachment; filename=branded_outputs.zip\r\n" };
}

} // namespace fw::test
