// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// POST /api/brands {"name":"AcmeNews","display_name":"Acme News"}
// 201 {"brand_id":1,"message":"Brand AcmeNews created","success":true}
#include "dialects/orchestrator/brandr_actions.h"

#include "dialects/common/user_text.h"
#include "dialects/orchestrator/brandr_answer.h"
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

void settle(const Answer &answer, const QString &message, Verdict verdict)
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

namespace {

void refuse(const Answer &answer, const char *why)
{
    settle(answer, userText(why), Verdict::Invalid);
}

void uploaded(const Answer &answer)
{
    JsonFields fields(answer.root, u"upload"_s);
    wire::Item item = itemOf("source", {});
    const QString handle = fields.string("filename");
    item.id = ItemId{ sourceId(fields.idText("download_id"), handle) };
    item.name = fields.optionalString("display_name").value_or(handle);
    if (!answer.sink.accept(fields))
        return refuse(answer, QT_TRANSLATE_NOOP("fw::dialects", "the server named no file"));
    item.state = u"available"_s;
    item.fields.push_back({ u"filename"_s, handle });
    answer.sink.event(wire::ItemSeen{ std::move(item) });
    settle(answer);
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
        settle(answer, userText(QT_TRANSLATE_NOOP("fw::dialects", "the bookmark did not change")),
               Verdict::Conflict);
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
        return refuse(answer, QT_TRANSLATE_NOOP("fw::dialects", "the server sent no picture"));
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
        return refuse(answer,
                      QT_TRANSLATE_NOOP("fw::dialects", "the server did not say what it kept"));
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

// Writes \a puts one after the other, then reads the brand. It is \a made: whatever comes of them,
// to make it again would be refused as a duplicate.
void writeBrand(const QString &id, QJsonArray puts, bool made, const Answer &answer)
{
    if (puts.isEmpty())
        return answer.sink.follow(brandAgain(answer.sink.facts(), id, answer.request.edit), true);
    const QJsonObject body = puts.takeAt(0).toObject();
    answer.sink.follow(
        call(answer.sink.facts(), "PUT", QString(u"/api/brands/"_s + segment(id)), body,
             actionTag("changed", { { "id"_L1, id }, { "made"_L1, made }, { "puts"_L1, puts } }),
             answer.request.edit),
        true);
}

void created(const Answer &answer)
{
    const auto id = answer.object()["brand_id"].idText();
    if (!id)
        return refuse(answer, QT_TRANSLATE_NOOP("fw::dialects", "the server named no brand"));
    QJsonArray puts = answer.context.value("puts"_L1).toArray();
    if (answer.object()["reactivated"].boolean().value_or(false)) {
        // A name of old comes back without places and scales: they are written back (trap 11).
        puts.prepend(QJsonObject{ { "logo_x"_L1, 0.85 },
                                  { "logo_y"_L1, 0.85 },
                                  { "logo_scale"_L1, 0.25 },
                                  { "wm_x"_L1, 0.5 },
                                  { "wm_y"_L1, 0.5 },
                                  { "wm_scale"_L1, 0.25 },
                                  { "wm_opacity"_L1, 0.2 } });
        answer.sink.event(wire::NoticeSeen{
            u"warning"_s,
            userText(
                QT_TRANSLATE_NOOP("fw::dialects",
                                  "the deleted brand %1 came back: without its logo and watermark"),
                answer.noted("name"_L1)) });
    }
    writeBrand(*id, puts, true, answer);
}

void changed(const Answer &answer)
{
    writeBrand(answer.noted("id"_L1), answer.context.value("puts"_L1).toArray(),
               answer.context.value("made"_L1).toBool(), answer);
}

// The settings of a brand as those of another one. Pictures belong to one brand.
QJsonArray settingsOf(const wire::Item &brand)
{
    QJsonObject all;
    QJsonArray puts;
    for (const wire::Metadatum &datum : brand.fields) {
        const QString &key = datum.field;
        const bool isSetting = key.startsWith("logo_"_L1) || key.startsWith("wm_"_L1)
            || key.startsWith("text_"_L1) || key == "watermark_scale"_L1
            || key == "watermark_opacity"_L1;
        const bool isPicture = key.endsWith("_path"_L1) || key.endsWith("_url"_L1);
        if (isSetting && !isPicture && !datum.value.isNull())
            all.insert(
                key, datum.value.isBool() ? QJsonValue(datum.value.toBool() ? 1 : 0) : datum.value);
    }
    puts.append(all);
    const QJsonObject formats = wire::fieldOf(brand, u"format_overrides").toObject();
    for (auto format = formats.begin(); format != formats.end(); ++format) {
        QJsonObject own = format.value().toObject();
        own.insert("format"_L1, format.key());
        puts.append(own);
    }
    return puts;
}

void copied(const Answer &answer)
{
    const auto brand = readBrand(answer.object()["brand"], answer.sink);
    if (!brand)
        return refuse(answer, QT_TRANSLATE_NOOP("fw::dialects", "the brand could not be read"));
    const QString name = answer.noted("name"_L1);
    answer.sink.follow(
        call(answer.sink.facts(), "POST", u"/api/brands"_s,
             { { "name"_L1, name }, { "display_name"_L1, answer.noted("title"_L1) } },
             actionTag("create", { { "name"_L1, name }, { "puts"_L1, settingsOf(*brand) } }),
             answer.request.edit),
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
        return refuse(answer, QT_TRANSLATE_NOOP("fw::dialects", "the brand could not be read"));
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
      { "copy"_L1, copied },
      { "brand"_L1, brandRead },
      { "layout"_L1, layoutRead },
      { "deleted"_L1, deleted } });

wire::EditSettled refusedBy(const wire::HttpRequest &request, const wire::HttpReply &reply,
                            bool isObject)
{
    wire::EditSettled settled = refusal(request, reply);
    // A locked database (c1.3) is no judgement of the edit.
    if (reply.status == 503 && isObject) {
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

bool settleHalfDone(const wire::HttpRequest &request, const QString &why, Sink &sink)
{
    const QString mark = tagMark + u"do:"_s;
    if (request.edit.isEmpty() || !request.tag.startsWith(mark))
        return false;
    const QString name = request.tag.sliced(mark.size()).section(u':', 0, 0);
    const auto context
        = QJsonDocument::fromJson(request.tag.sliced(mark.size()).section(u':', 1).toUtf8())
              .object();
    if (name == "claim"_L1) {
        unclaimed(request, context, why, sink);
        return true;
    }
    // Read back, or written to a brand that is made already.
    const bool isRest = name == "changed"_L1 && context.value("made"_L1).toBool();
    if (name != "brand"_L1 && !isRest)
        return false;
    wire::EditSettled settled = applied(request);
    settled.message
        = userText(isRest ? QT_TRANSLATE_NOOP("fw::dialects",
                                              "the brand is made, but not all of its settings: %1")
                          : QT_TRANSLATE_NOOP("fw::dialects", "done, but not read back: %1"),
                   why);
    sink.event(std::move(settled));
    return true;
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
        const bool isObject = root.isObject(); // what follows reads the body once more
        if (settleHalfDone(request, errorBody(reply).message, sink))
            sink.follow(brandsRequest(sink.facts()), false);
        else if (!request.edit.isEmpty())
            sink.event(refusedBy(request, reply, isObject));
        return;
    }
    known->second({ request, reply, root, context, sink });
}

} // namespace fw::dialects::orchestrator::brandr
