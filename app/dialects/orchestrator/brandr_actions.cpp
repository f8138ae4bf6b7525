// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// PUT /api/downloads/1/rename {"display_name":"Evening bulletin clip"}
// POST /api/source-edits {"source_filename":"e2aaa7….mp4","output_format":"vertical_9_16",
//  "crop_x":0.25,"crop_y":0.5,"zoom":1.4,"crop_mode":"fill","flip_h":1}
#include "dialects/orchestrator/brandr_actions.h"

#include "base/overloaded.h"
#include "dialects/orchestrator/brandr_items.h"
#include "dialects/orchestrator/brandr_offers.h"
#include "dialects/orchestrator/brandr_reads.h"
#include "dialects/orchestrator/brandr_work.h"
#include "wire/arguments.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

#include <array>

namespace fw::dialects::orchestrator::brandr {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// An action with its arguments checked.
struct Run
{
    const wire::SessionFacts &facts;
    EditId edit;
    QString target;
    QJsonObject given;
    QString text(QLatin1StringView name) const { return given.value(name).toString(); }
};
using Made = Expected<wire::Outgoing>;

tl::unexpected<Failure> bad(const QString &what)
{
    return fail(Failure::Code::BadInput, what);
}

bool endsWithOneOf(const QString &path, const QStringList &endings)
{
    return endings.contains(path.section(u'.', -1).toLower());
}

Made process(const Run &run)
{
    Work work;
    work.source = handleOf(run.target);
    work.name = sourceTitle(run.facts, work.source);
    work.brandId = run.text("brand"_L1);
    work.format = run.text("format"_L1);
    for (const KnownBrand &known : knownBrands(run.facts)) {
        if (known.id == work.brandId)
            work.brand = known.name;
    }
    if (work.source.isEmpty())
        return bad(u"target: which source?"_s);
    return one(beginWork(work, run.edit, run.facts));
}

Made fetch(const Run &run)
{
    const QJsonArray urls = run.given.value("urls"_L1).toArray();
    for (const QJsonValue &url : urls) {
        if (!QUrl(url.toString()).scheme().startsWith("http"_L1))
            return bad(u"urls: \"%1\" is no link"_s.arg(url.toString()));
    }
    wire::HttpRequest request
        = call(run.facts, "POST", u"/api/videos/fetch"_s, { { "urls"_L1, urls } },
               actionTag("fetch", { { "urls"_L1, urls } }), run.edit);
    request.timeout = 15min; // the server downloads within this call
    return one(std::move(request));
}

Made uploadVideo(const wire::SessionFacts &facts, const QString &path, const EditId &edit,
                 qint64 bytes = 0)
{
    if (bytes > maxFile)
        return fail(Failure::Code::TooLarge,
                    u"file: %1 bytes, and this server takes %2"_s.arg(bytes).arg(maxFile));
    if (!endsWithOneOf(path, { u"mp4"_s, u"mov"_s, u"avi"_s }))
        return bad(u"file: this server takes mp4, mov and avi"_s);
    wire::HttpRequest request
        = get(facts, endpoint(facts, u"/api/videos/upload"_s), tagMark + actionTag("upload", {}));
    request.method = "POST";
    request.form = { formFile("file", path) };
    request.edit = edit;
    request.timeout = 2min;
    return one(std::move(request));
}

Made upload(const Run &run)
{
    return uploadVideo(run.facts, run.text("file"_L1), run.edit);
}

Made rename(const Run &run)
{
    const QString name = run.text("display_name"_L1);
    for (const QChar c : name) {
        if (c == u'/' || c == u'\\' || c.category() == QChar::Other_Control)
            return bad(u"display_name: no slashes and no control characters"_s);
    }
    return one(call(run.facts, "PUT",
                    u"/api/downloads/%1/rename"_s.arg(segment(numberOf(run.target))),
                    { { "display_name"_L1, name } },
                    actionTag("rename", { { "id"_L1, run.target } }), run.edit));
}

Made bookmarkSource(const Run &run)
{
    return one(bookmarkCall(run.facts, "bookmark-source", run.target,
                            run.given.value("bookmarked"_L1).toBool(), false, run.edit));
}

Made bookmarkOutput(const Run &run)
{
    return one(bookmarkCall(run.facts, "bookmark-output", run.target,
                            run.given.value("bookmarked"_L1).toBool(), false, run.edit));
}

Made frame(const Run &run)
{
    const double moment = run.given.value("t"_L1).toDouble();
    QJsonObject body{ { "filename"_L1, handleOf(run.target) } };
    if (moment > 0)
        body.insert("t"_L1, moment);
    return one(
        call(run.facts, "POST", u"/api/preview/extract-frame"_s, body,
             actionTag("frame", { { "handle"_L1, handleOf(run.target) }, { "t"_L1, moment } }),
             run.edit));
}

QJsonObject cropContext(const QString &handle, const QString &format)
{
    return { { "handle"_L1, handle }, { "format"_L1, format } };
}

Made readCrop(const Run &run)
{
    const QString handle = handleOf(run.target);
    const QString format = run.text("format"_L1);
    wire::HttpRequest request
        = read(run.facts, u"/api/source-edits"_s, actionTag("crop", cropContext(handle, format)));
    QUrlQuery query;
    query.addQueryItem(u"source_filename"_s, segment(handle));
    query.addQueryItem(u"output_format"_s, format);
    request.url.setQuery(query);
    request.edit = run.edit;
    return one(std::move(request));
}

// What is not given keeps its value: the route would reset it (c1.6). So it is read first.
Made writeCrop(const Run &run, const QString &handle, const QString &format)
{
    QJsonObject context = cropContext(handle, format);
    QJsonObject given = run.given;
    given.remove("format"_L1);
    if (given.contains("flip_h"_L1))
        given.insert("flip_h"_L1, given.value("flip_h"_L1).toBool() ? 1 : 0);
    context.insert("change"_L1, given);
    Made out = readCrop({ run.facts, run.edit, u"0:"_s + handle, { { "format"_L1, format } } });
    out->requests.front().tag = tagMark + actionTag("recrop", context);
    return out;
}

Made setSourceCrop(const Run &run)
{
    return writeCrop(run, handleOf(run.target), run.text("format"_L1));
}

Made setCrop(const Run &run)
{
    const qsizetype at = run.target.lastIndexOf(u':');
    if (at <= 0 || !formats().contains(run.target.sliced(at + 1)))
        return bad(u"target: a crop is named \"<source>:<format>\""_s);
    return writeCrop(run, run.target.left(at), run.target.sliced(at + 1));
}

Made createBrand(const Run &run)
{
    const QString title = run.text("display_name"_L1);
    const QString wanted = run.text("name"_L1);
    const QString name = slug(wanted.isEmpty() ? title : wanted);
    if (name.isEmpty())
        return bad(u"name: needs a letter or a digit"_s);
    return one(call(run.facts, "POST", u"/api/brands"_s,
                    { { "name"_L1, name }, { "display_name"_L1, title } },
                    actionTag("create", { { "name"_L1, name } }), run.edit));
}

QString brandPath(const Run &run)
{
    return QString(u"/api/brands/"_s + segment(run.target));
}

// Its settings are read first, as they are now.
Made duplicateBrand(const Run &run)
{
    const QString title = run.text("display_name"_L1);
    const QString wanted = run.text("name"_L1);
    const QString name = slug(wanted.isEmpty() ? title : wanted);
    if (name.isEmpty())
        return bad(u"name: needs a letter or a digit"_s);
    wire::HttpRequest request
        = read(run.facts, brandPath(run),
               actionTag("copy", { { "name"_L1, name }, { "title"_L1, title } }));
    request.edit = run.edit;
    return one(std::move(request));
}

Made updateBrand(const Run &run)
{
    if (run.given.isEmpty())
        return bad(u"nothing to change"_s);
    return one(call(run.facts, "PUT", brandPath(run), run.given,
                    actionTag("changed", { { "id"_L1, run.target } }), run.edit));
}

Made layoutBrand(const Run &run)
{
    wire::HttpRequest request
        = read(run.facts, brandPath(run),
               actionTag("layout", { { "id"_L1, run.target }, { "change"_L1, run.given } }));
    request.edit = run.edit;
    return one(std::move(request));
}

Made uploadPicture(const Run &run, const QString &route)
{
    const QString file = run.text("file"_L1);
    if (!endsWithOneOf(file, { u"png"_s, u"jpg"_s, u"jpeg"_s, u"webp"_s }))
        return bad(u"file: this server takes png, jpg and webp"_s);
    wire::HttpRequest request = get(run.facts, endpoint(run.facts, QString(brandPath(run) + route)),
                                    tagMark + actionTag("changed", { { "id"_L1, run.target } }));
    request.method = "POST";
    request.form = { formFile("file", file) };
    const QString background = run.text("remove_bg"_L1);
    if (background == "dark"_L1 || background == "light"_L1) {
        request.form.push_back(formField("remove_bg", background));
        const int strength = run.given.value("bg_strength"_L1).toInt(50);
        request.form.push_back(formField("bg_strength", QString::number(strength)));
    }
    request.edit = run.edit;
    request.timeout = 2min;
    return one(std::move(request));
}

Made uploadLogo(const Run &run)
{
    return uploadPicture(run, u"/upload_logo"_s);
}

Made uploadWatermark(const Run &run)
{
    return uploadPicture(run, u"/upload_watermark"_s);
}

Made deleteBrand(const Run &run)
{
    wire::HttpRequest request
        = read(run.facts, brandPath(run), actionTag("deleted", { { "id"_L1, run.target } }));
    request.method = "DELETE";
    request.edit = run.edit;
    return one(std::move(request));
}

constexpr auto actions = std::to_array<std::pair<QLatin1StringView, Made (*)(const Run &)>>(
    { { "source.process"_L1, process },
      { "source.fetch"_L1, fetch },
      { "source.upload"_L1, upload },
      { "source.rename"_L1, rename },
      { "source.bookmark"_L1, bookmarkSource },
      { "source.frame"_L1, frame },
      { "source.crop.read"_L1, readCrop },
      { "source.crop"_L1, setSourceCrop },
      { "crop.set"_L1, setCrop },
      { "brand.create"_L1, createBrand },
      { "brand.duplicate"_L1, duplicateBrand },
      { "brand.update"_L1, updateBrand },
      { "brand.layout"_L1, layoutBrand },
      { "brand.logo"_L1, uploadLogo },
      { "brand.watermark"_L1, uploadWatermark },
      { "brand.delete"_L1, deleteBrand },
      { "output.bookmark"_L1, bookmarkOutput } });

Made run(const wire::RunAction &command, const wire::SessionFacts &facts)
{
    const auto all = offers(facts);
    const wire::ActionOffer *offer = wire::findOffer(all, command.action);
    const auto action = std::ranges::find(actions, command.action,
                                          [](const auto &pair) { return QString(pair.first); });
    if (!offer || action == actions.end())
        return fail(Failure::Code::Unsupported, u"noMessage"_s);
    if (!offer->target.isEmpty() && command.target.isEmpty())
        return bad(u"target: which %1?"_s.arg(offer->target));
    const bool isNumbered
        = command.action == "source.rename"_L1 || command.action == "source.bookmark"_L1;
    if (isNumbered && numberOf(command.target).isEmpty())
        return bad(u"target: a source is named \"<number>:<file name>\""_s);
    const auto given = wire::checkedArguments(offer->fields, command.arguments);
    if (!given)
        return tl::unexpected(given.error());
    return action->second({ facts, command.edit, command.target, *given });
}

// The job is gone or done with at the server: the same again (e3).
Made retry(const wire::ControlJob &command, const wire::SessionFacts &facts)
{
    if (command.action != wire::JobAction::Retry)
        return fail(Failure::Code::Unsupported, u"noMessage"_s);
    auto work = workOf(command.hint);
    if (!work || work->brandId.isEmpty())
        return bad(u"job: nobody noted which video and brand it was for"_s);
    ++work->attempt;
    if (work->lost)
        work->replaces = command.job.text;
    return one(beginWork(*work, command.edit, facts));
}

} // namespace

QString actionTag(const char *action, const QJsonObject &context)
{
    return QString(u"do:"_s + QLatin1StringView(action) + u':'
                   + QString::fromUtf8(QJsonDocument(context).toJson(QJsonDocument::Compact)));
}

Expected<wire::Outgoing> encodeCommand(const wire::Command &command,
                                       const wire::SessionFacts &facts)
{
    const auto noRoute = [] { return fail(Failure::Code::Unsupported, u"noRoute"_s); };
    return std::visit(
        overloaded{
            [&](const wire::AddMedia &) -> Made { return noRoute(); },
            [&](const wire::UploadMedia &c) { return uploadVideo(facts, c.path, c.edit, c.bytes); },
            [&](const wire::AddSample &) -> Made { return noRoute(); },
            [&](const wire::ControlJob &c) { return retry(c, facts); },
            [&](const wire::FetchDetail &c) -> Made {
                return one(read(facts, u"/api/videos/brand-job/"_s + segment(c.job.text),
                                u"peek:"_s + c.job.text));
            },
            [&](const wire::AskStatus &) -> Made {
                return fail(Failure::Code::Unsupported, u"noMessage"_s);
            },
            [&](const wire::RunAction &c) { return run(c, facts); },
        },
        command);
}

} // namespace fw::dialects::orchestrator::brandr
