// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/common/paths.h"
#include "dialects/orchestrator/brandr_actions.h"
#include "dialects/orchestrator/brandr_items.h"
#include "dialects/orchestrator/brandr_work.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

#include <array>

namespace fw::dialects::orchestrator::brandr {

using namespace Qt::StringLiterals;

namespace {

const QString neutral = u"recorded"_s;

// Behind the bar of a job stands what is known of it: nothing.
constexpr auto paths = std::to_array<TaggedPath>(
    { { "POST"_L1, "/portal/login"_L1, "sign-in"_L1 },
      { "GET"_L1, "/api/usage"_L1, "usage"_L1 },
      { "GET"_L1, "/api/brands"_L1, "brands"_L1 },
      { "GET"_L1, "/api/brands/list"_L1, "brands"_L1 }, // the same answer
      { "GET"_L1, "/api/downloads/recent"_L1, "sources"_L1 },
      { "GET"_L1, "/api/outputs/branded"_L1, "outputs"_L1 },
      { "GET"_L1, "/api/videos/brand-job/{id}"_L1, "job:{}|"_L1 } });

/// What a request says, by path, query and body.
struct Asked
{
    QStringList names;
    QUrlQuery query;
    QJsonObject body;
    QString text(QLatin1StringView name) const { return body.value(name).toString(); }
    QString name() const { return names.value(0); }
};

QString source(const Asked &asked)
{
    return sourceId(asked.name(), {}); // the file is not named
}

QString workTag(const char *step, const Asked &asked)
{
    const QJsonValue brand = asked.body["brand_ids"_L1].toArray().first();
    Work work;
    work.source = asked.text("source_path"_L1);
    if (work.source.isEmpty())
        work.source = neutral;
    work.name = work.source;
    work.brandId = brand.toVariant().toString();
    if (work.brandId.isEmpty())
        work.brandId = neutral;
    work.format = asked.text("output_format"_L1);
    return u"work:"_s + QLatin1StringView(step) + u':' + hintOf(work);
}

QString counted(const Asked &asked)
{
    return workTag("count", asked);
}

QString started(const Asked &asked)
{
    return workTag("start", asked);
}

QString uploaded(const Asked &)
{
    return actionTag("upload", {});
}

QString fetched(const Asked &asked)
{
    return actionTag("fetch", { { "urls"_L1, asked.body["urls"_L1].toArray() } });
}

QString claimed(const Asked &asked)
{
    return actionTag("claim", { { "claims"_L1, QJsonArray{ asked.body } } });
}

QString renamed(const Asked &asked)
{
    return actionTag("rename", { { "id"_L1, source(asked) } });
}

// Whichever way it went is what was wanted.
QString markedSource(const Asked &asked)
{
    return actionTag("bookmark-source", { { "id"_L1, source(asked) } });
}

QString markedOutput(const Asked &asked)
{
    return actionTag("bookmark-output", { { "id"_L1, asked.name() } });
}

QString framed(const Asked &asked)
{
    return actionTag(
        "frame",
        { { "handle"_L1, asked.text("filename"_L1) }, { "t"_L1, asked.body["t"_L1].toDouble() } });
}

QString cropRead(const Asked &asked)
{
    const auto item = [&asked](const QString &name) {
        return asked.query.queryItemValue(name, QUrl::FullyDecoded);
    };
    return actionTag(
        "crop",
        { { "handle"_L1, item(u"source_filename"_s) }, { "format"_L1, item(u"output_format"_s) } });
}

QString cropped(const Asked &asked)
{
    return actionTag("crop",
                     { { "handle"_L1, asked.text("source_filename"_L1) },
                       { "format"_L1, asked.text("output_format"_L1) } });
}

QString created(const Asked &)
{
    return actionTag("create", {});
}

QString changed(const Asked &asked)
{
    return actionTag("changed", { { "id"_L1, asked.name() } });
}

QString brandRead(const Asked &)
{
    return actionTag("brand", {});
}

QString deleted(const Asked &asked)
{
    return actionTag("deleted", { { "id"_L1, asked.name() } });
}

struct Call
{
    QLatin1StringView method;
    QLatin1StringView path;
    QString (*tag)(const Asked &);
};

constexpr auto calls
    = std::to_array<Call>({ { "POST"_L1, "/api/videos/output-contract"_L1, counted },
                            { "POST"_L1, "/api/videos/process_brands"_L1, started },
                            { "POST"_L1, "/api/videos/upload"_L1, uploaded },
                            { "POST"_L1, "/api/videos/fetch"_L1, fetched },
                            { "POST"_L1, "/api/videos/save-download"_L1, claimed },
                            { "PUT"_L1, "/api/downloads/{id}/rename"_L1, renamed },
                            { "POST"_L1, "/api/downloads/{id}/bookmark"_L1, markedSource },
                            { "POST"_L1, "/api/outputs/{id}/bookmark"_L1, markedOutput },
                            { "POST"_L1, "/api/preview/extract-frame"_L1, framed },
                            { "GET"_L1, "/api/source-edits"_L1, cropRead },
                            { "POST"_L1, "/api/source-edits"_L1, cropped },
                            { "POST"_L1, "/api/brands"_L1, created },
                            { "GET"_L1, "/api/brands/{id}"_L1, brandRead },
                            { "PUT"_L1, "/api/brands/{id}"_L1, changed },
                            { "DELETE"_L1, "/api/brands/{id}"_L1, deleted },
                            { "POST"_L1, "/api/brands/{id}/upload_logo"_L1, changed },
                            { "POST"_L1, "/api/brands/{id}/upload_watermark"_L1, changed } });

} // namespace

QString tagFor(const wire::HttpRequest &request)
{
    const QString tag = tagByPath(request, paths);
    if (!tag.isEmpty())
        return tagMark + tag;
    for (const Call &call : calls) {
        const auto names = pathFit(request, call.method, call.path);
        if (names)
            return tagMark
                + call.tag({ *names, QUrlQuery(request.url),
                             QJsonDocument::fromJson(request.body).object() });
    }
    return {};
}

} // namespace fw::dialects::orchestrator::brandr
