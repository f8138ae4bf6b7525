// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// POST /api/videos/fetch
// {"results":[{"display_name":"src_land","filename":"src_land.mp4","local_path":"/srv/…","success":
//  true,"url":"http://…"},{"error":"ERROR: …","success":false,"url":"…"}],"successful":1,"total":2}
#include "dialects/orchestrator/brandr_actions.h"

#include "dialects/orchestrator/brandr_items.h"
#include "dialects/orchestrator/brandr_offers.h"
#include "dialects/orchestrator/brandr_reads.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

namespace fw::dialects::orchestrator::brandr {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Verdict = wire::EditSettled::Verdict;

namespace {

/// One answer, with what its call noted for it.
struct Answer
{
    const wire::HttpRequest &request;
    const wire::HttpReply &reply;
    JsonValue root;
    QJsonObject context;
    Sink &sink;
    JsonObject object() const { return root.object(); }
    QString noted(QLatin1StringView name) const { return context.value(name).toString(); }
};

void settle(const Answer &answer, const QString &message = {}, Verdict verdict = Verdict::Applied)
{
    wire::EditSettled settled = applied(answer.request);
    settled.verdict = verdict;
    settled.message = message;
    if (!settled.edit.isEmpty())
        answer.sink.event(std::move(settled));
}

wire::Item itemOf(const char *kind, const QString &id)
{
    wire::Item item;
    item.kind = QString::fromLatin1(kind);
    item.id = ItemId{ id };
    return item;
}

QString addLine(const QString &lines, const QString &line)
{
    return lines.isEmpty() || line.isEmpty() ? QString(lines + line)
                                             : QString(lines + u"; "_s + line);
}

void uploaded(const Answer &answer)
{
    JsonFields fields(answer.root, u"upload"_s);
    wire::Item item = itemOf("source", {});
    const QString handle = fields.string("filename");
    item.id = ItemId{ sourceId(fields.idText("download_id"), handle) };
    item.name = fields.optionalString("display_name").value_or(handle);
    if (!answer.sink.accept(fields))
        return settle(answer, u"the server did not name the file"_s, Verdict::Invalid);
    item.state = u"available"_s;
    item.fields.push_back({ u"filename"_s, handle });
    answer.sink.event(wire::ItemSeen{ std::move(item) });
    settle(answer);
    answer.sink.follow(sourcesRequest(answer.sink.facts()), false);
}

// The links that came are claimed one after the other (trap 14); the rest is told at the end.
void fetched(const Answer &answer)
{
    JsonFields fields(answer.root, u"fetch"_s);
    const JsonArray results = fields.array("results");
    const auto total = fields.optionalInteger("total");
    if (!answer.sink.accept(fields))
        return settle(answer, u"the server did not say what it fetched"_s, Verdict::Invalid);
    QJsonArray claims;
    QString trouble;
    for (const JsonValue &result : results.items()) {
        const JsonObject row = result.object();
        const QString url = row["url"].string().value_or(QString());
        if (row["success"].boolean().value_or(false))
            claims.append(QJsonObject{
                { "source_url"_L1, url },
                { "filename"_L1, row["filename"].string().value_or(QString()) },
                { "file_path"_L1, row["local_path"].string().value_or(QString()) },
                { "display_name"_L1, row["display_name"].string().value_or(QString()) } });
        else
            trouble = addLine(
                trouble,
                u"%1: %2"_s.arg(url, row["error"].string().value_or(u"failed"_s)).left(200));
    }
    const qint64 asked = answer.context.value("asked"_L1).toInteger();
    if (const qint64 seen = total.value_or(qint64(results.size())); seen < asked) {
        const QString dropped
            = u"%1 of %2 links were left out: the day's quota"_s.arg(asked - seen).arg(asked);
        trouble = addLine(dropped, trouble);
        answer.sink.event(wire::NoticeSeen{ u"warning"_s, dropped });
    }
    if (claims.isEmpty())
        return settle(answer, trouble.isEmpty() ? u"nothing was fetched"_s : trouble,
                      Verdict::Invalid);
    answer.sink.follow(claimCall(answer.sink.facts(),
                                 { { "claims"_L1, claims }, { "trouble"_L1, trouble } },
                                 answer.request.edit),
                       true);
}

void claimed(const Answer &answer)
{
    QJsonArray claims = answer.context.value("claims"_L1).toArray();
    const QJsonObject claim = claims.first().toObject();
    QString trouble = answer.noted("trouble"_L1);
    const auto number = answer.object()["download_id"].idText();
    const QString name = claim.value("filename"_L1).toString();
    bool some = answer.context.value("some"_L1).toBool();
    if (answer.reply.status < 300 && number) {
        wire::Item item = itemOf("source", sourceId(*number, name));
        item.name = claim.value("display_name"_L1).toString(name);
        item.state = u"available"_s;
        item.fields.push_back({ u"filename"_s, name });
        item.fields.push_back({ u"source_url"_s, claim.value("source_url"_L1) });
        answer.sink.event(wire::ItemSeen{ std::move(item) });
        some = true;
    } else {
        trouble = addLine(trouble, u"%1: %2"_s.arg(name, errorBody(answer.reply).message));
    }
    claims.removeFirst();
    if (!claims.isEmpty())
        return answer.sink.follow(
            claimCall(answer.sink.facts(),
                      { { "claims"_L1, claims }, { "trouble"_L1, trouble }, { "some"_L1, some } },
                      answer.request.edit),
            true);
    settle(answer, trouble, some ? Verdict::Applied : Verdict::Invalid);
    answer.sink.follow(sourcesRequest(answer.sink.facts()), false);
}

void renamed(const Answer &answer)
{
    wire::Item item = itemOf("source", answer.noted("id"_L1));
    item.name = answer.object()["display_name"].string().value_or(QString());
    answer.sink.event(wire::ItemSeen{ std::move(item) });
    settle(answer);
}

// The route toggles; people say what they want. One more call when it went the wrong way.
void bookmarked(const Answer &answer, const char *action)
{
    const auto flag = answer.object()["bookmarked"];
    const bool is = flag.boolean().value_or(flag.number().value_or(0) != 0);
    const bool wanted = answer.context.value("wanted"_L1).toBool(is); // recorded: not known
    const QString id = answer.noted("id"_L1);
    const bool isSource = QLatin1StringView(action) == "bookmark-source"_L1;
    if (is != wanted && !answer.context.value("again"_L1).toBool())
        return answer.sink.follow(
            bookmarkCall(answer.sink.facts(), action, id, wanted, true, answer.request.edit), true);
    wire::Item item = itemOf(isSource ? "source" : "output", id);
    item.fields.push_back({ u"bookmarked"_s, is });
    answer.sink.event(wire::ItemSeen{ std::move(item) });
    if (is == wanted)
        settle(answer);
    else
        settle(answer, u"the bookmark did not change"_s, Verdict::Conflict);
    // When it ends changes with the bookmark.
    answer.sink.follow(isSource ? sourcesRequest(answer.sink.facts())
                                : outputsRequest(answer.sink.facts(), u"outputs"_s),
                       false);
}

void bookmarkedSource(const Answer &answer)
{
    bookmarked(answer, "bookmark-source");
}

void bookmarkedOutput(const Answer &answer)
{
    bookmarked(answer, "bookmark-output");
}

void framed(const Answer &answer)
{
    JsonFields fields(answer.root, u"extract-frame"_s);
    const QString data = fields.string("frame_data");
    if (!answer.sink.accept(fields) || !data.startsWith("data:image/"_L1))
        return settle(answer, u"the server sent no picture"_s, Verdict::Invalid);
    const QString handle = answer.noted("handle"_L1);
    const double moment = answer.context.value("t"_L1).toDouble();
    wire::Item item = itemOf("frame", u"%1@%2"_s.arg(handle).arg(moment));
    item.name = handle;
    item.picture = data;
    item.fields.push_back({ u"source"_s, handle });
    item.fields.push_back({ u"t"_s, moment });
    for (const char *size : { "width", "height", "aspect_ratio" }) {
        if (const auto number = fields.value(size).number())
            item.fields.push_back({ QString::fromLatin1(size), *number });
    }
    answer.sink.event(wire::ItemSeen{ std::move(item) });
    settle(answer);
}

// What comes back is what holds: the server clamps (c1.6).
void cropped(const Answer &answer)
{
    const JsonValue edit = answer.object()["edit"];
    if (!edit.isObject())
        return settle(answer, u"the server did not say what it kept"_s, Verdict::Invalid);
    answer.sink.event(
        wire::ItemSeen{ cropItem(answer.noted("handle"_L1), answer.noted("format"_L1), edit) });
    settle(answer);
}

void recropped(const Answer &answer)
{
    QJsonObject body = answer.object()["edit"].toQJson().toObject();
    const QJsonObject change = answer.context.value("change"_L1).toObject();
    for (auto member = change.begin(); member != change.end(); ++member)
        body.insert(member.key(), member.value());
    body.insert("source_filename"_L1, answer.noted("handle"_L1));
    body.insert("output_format"_L1, answer.noted("format"_L1));
    const QJsonObject context{ { "handle"_L1, answer.noted("handle"_L1) },
                               { "format"_L1, answer.noted("format"_L1) } };
    answer.sink.follow(call(answer.sink.facts(), "POST", u"/api/source-edits"_s, body,
                            actionTag("crop", context), answer.request.edit),
                       true);
}

void created(const Answer &answer)
{
    const auto id = answer.object()["brand_id"].idText();
    if (!id)
        return settle(answer, u"the server did not name the brand"_s, Verdict::Invalid);
    if (!answer.object()["reactivated"].boolean().value_or(false))
        return answer.sink.follow(brandAgain(answer.sink.facts(), *id, answer.request.edit), true);
    // A name of old comes back without places and scales: they are written back (trap 11).
    const QJsonObject places{ { "logo_x"_L1, 0.85 },     { "logo_y"_L1, 0.85 },
                              { "logo_scale"_L1, 0.25 }, { "wm_x"_L1, 0.5 },
                              { "wm_y"_L1, 0.5 },        { "wm_scale"_L1, 0.25 },
                              { "wm_opacity"_L1, 0.2 } };
    answer.sink.follow(call(answer.sink.facts(), "PUT", QString(u"/api/brands/"_s + segment(*id)),
                            places, actionTag("changed", { { "id"_L1, *id } }),
                            answer.request.edit),
                       true);
}

void changed(const Answer &answer)
{
    answer.sink.follow(brandAgain(answer.sink.facts(), answer.noted("id"_L1), answer.request.edit),
                       true);
}

void brandRead(const Answer &answer)
{
    if (auto item = readBrand(answer.object()["brand"], answer.sink))
        answer.sink.event(wire::ItemSeen{ std::move(*item) });
    settle(answer);
    // The names of brands are choices of other actions.
    answer.sink.follow(brandsRequest(answer.sink.facts()), false);
}

// A write replaces the whole set of a format (trap 13): what is not given is sent as it was.
void layoutRead(const Answer &answer)
{
    const QJsonObject change = answer.context.value("change"_L1).toObject();
    const QString format = change.value("format"_L1).toString();
    const auto brand = readBrand(answer.object()["brand"], answer.sink);
    if (!brand)
        return settle(answer, u"the brand could not be read"_s, Verdict::Invalid);
    const QJsonObject before = wire::fieldOf(*brand, u"format_overrides")[format].toObject();
    QJsonObject body{ { "format"_L1, format } };
    for (const wire::Metadatum &datum : brand->fields) {
        if (isLayout(datum.field.toStdString()))
            body.insert(datum.field,
                        change.contains(datum.field)       ? change.value(datum.field)
                            : before.contains(datum.field) ? before.value(datum.field)
                                                           : datum.value);
    }
    const QString id = answer.noted("id"_L1);
    answer.sink.follow(call(answer.sink.facts(), "PUT", QString(u"/api/brands/"_s + segment(id)),
                            body, actionTag("changed", { { "id"_L1, id } }), answer.request.edit),
                       true);
}

void deleted(const Answer &answer)
{
    answer.sink.event(wire::ItemRemoved{ u"brand"_s, ItemId{ answer.noted("id"_L1) } });
    settle(answer);
    answer.sink.follow(brandsRequest(answer.sink.facts()), false);
}

constexpr auto answers = std::to_array<std::pair<QLatin1StringView, void (*)(const Answer &)>>(
    { { "upload"_L1, uploaded },
      { "fetch"_L1, fetched },
      { "claim"_L1, claimed },
      { "rename"_L1, renamed },
      { "bookmark-source"_L1, bookmarkedSource },
      { "bookmark-output"_L1, bookmarkedOutput },
      { "frame"_L1, framed },
      { "crop"_L1, cropped },
      { "recrop"_L1, recropped },
      { "create"_L1, created },
      { "changed"_L1, changed },
      { "brand"_L1, brandRead },
      { "layout"_L1, layoutRead },
      { "deleted"_L1, deleted } });

wire::EditSettled refusedBy(const wire::HttpRequest &request, const wire::HttpReply &reply,
                            JsonValue root)
{
    // Before the refusal reads the body once more, which ends this value.
    const bool isLocked = reply.status == 503 && root.isObject();
    wire::EditSettled settled = refusal(request, reply);
    // A locked database (c1.3) is no judgement of the edit.
    if (isLocked) {
        settled.verdict = Verdict::RateLimited;
        settled.retryAfter = settled.retryAfter.value_or(3s);
    }
    return settled;
}

} // namespace

wire::HttpRequest bookmarkCall(const wire::SessionFacts &facts, const char *action,
                               const QString &id, bool wanted, bool again, const EditId &edit)
{
    const bool isSource = QLatin1StringView(action) == "bookmark-source"_L1;
    const QString path = isSource ? u"/api/downloads/%1/bookmark"_s.arg(segment(numberOf(id)))
                                  : u"/api/outputs/%1/bookmark"_s.arg(segment(id));
    return call(
        facts, "POST", path, {},
        actionTag(action, { { "id"_L1, id }, { "wanted"_L1, wanted }, { "again"_L1, again } }),
        edit);
}

wire::HttpRequest claimCall(const wire::SessionFacts &facts, const QJsonObject &context,
                            const EditId &edit)
{
    return call(facts, "POST", u"/api/videos/save-download"_s,
                context.value("claims"_L1).toArray().first().toObject(),
                actionTag("claim", context), edit);
}

wire::HttpRequest brandAgain(const wire::SessionFacts &facts, const QString &id, const EditId &edit)
{
    wire::HttpRequest request
        = read(facts, QString(u"/api/brands/"_s + segment(id)), actionTag("brand", {}));
    request.edit = edit;
    return request;
}

QString slug(const QString &name)
{
    QString plain;
    for (const QChar c : name.normalized(QString::NormalizationForm_KD)) {
        const bool isPlain = c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-');
        if (isPlain)
            plain += c;
    }
    return plain.left(60);
}

void decodeAction(const QString &rest, const wire::HttpRequest &request,
                  const wire::HttpReply &reply, JsonValue root, Sink &sink)
{
    const QString name = rest.section(u':', 0, 0);
    const QJsonObject context = QJsonDocument::fromJson(rest.section(u':', 1).toUtf8()).object();
    const auto known
        = std::ranges::find(answers, name, [](const auto &pair) { return QString(pair.first); });
    if (known == answers.end())
        return sink.issue(Failure::Code::Internal, u"no action \"%1\""_s.arg(name));
    const bool isGood = reply.status >= 200 && reply.status < 300 && root.isObject()
        && root.object()["success"].boolean().value_or(true);
    const bool speaksForItself = name == "claim"_L1; // one bad claim does not end the others
    if (!isGood && !(speaksForItself && reply.status >= 200)) {
        if (!request.edit.isEmpty())
            sink.event(refusedBy(request, reply, root));
        return;
    }
    known->second({ request, reply, root, context, sink });
}

} // namespace fw::dialects::orchestrator::brandr
