// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /api/v1/settings/app-config   {"max_upload_size_mb":20,"debug_enrolment":null} (c2.1) GET
// /api/v1/mobile/pairings/user/00000000-…/list
//                                   [{"id":"7cfb0428-…","device_name":"Qt desktop", …}] (c2.9)
#include "dialects/imagetools/reads.h"

#include "dialects/common/user_text.h"
#include "dialects/imagetools/items.h"
#include "dialects/imagetools/session_life.h"
#include "dialects/imagetools/words.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace fw::dialects::imagetools {

using namespace Qt::StringLiterals;

namespace {

constexpr auto ownService = "ImageTools Backend API"_L1;
constexpr qint64 mega = 1024 * 1024;
constexpr qsizetype mostKept = 64 * 1024; ///< of a list that waits for its second half

QString compact(const QJsonDocument &document)
{
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

void readImages(JsonValue root, Sink &sink)
{
    auto images = readList(root, sink, readImage);
    note(sink, QString(key::newest), images.empty() ? QString() : images.front().id.text);
    sink.event(wire::ItemsReplaced{ u"image"_s, std::move(images) });
    buryEnded(sink);
}

void readVersion(JsonValue root, Sink &sink)
{
    JsonFields fields(root, u"version"_s);
    const QString version = fields.string("version");
    const QString service = fields.optionalString("service").value_or(QString());
    if (!sink.accept(fields))
        return;
    note(sink, QString(key::version), version);
    const bool isOther = !service.isEmpty() && service != ownService;
    const bool isNews = extra(sink.facts(), key::service) != service;
    note(sink, QString(key::service), isOther ? service : QString());
    if (!isOther)
        return;
    sink.issue(Failure::Code::BadInput, u"/version names another program: \"%1\""_s.arg(service));
    if (isNews)
        sink.event(wire::NoticeSeen{
            u"warning"_s,
            userText(
                QT_TRANSLATE_NOOP("fw::dialects", "another program answers at this address: %1"),
                service) });
}

// Advertised only: the server takes any size, so we keep to it (c2.2).
void readConfig(JsonValue root, Sink &sink)
{
    JsonFields fields(root, u"app-config"_s);
    const auto most = fields.optionalInteger("max_upload_size_mb");
    if (sink.accept(fields) && most && *most > 0 && *most < mega)
        note(sink, QString(key::uploadBytes), QString::number(*most * mega));
}

void readPresets(JsonValue root, Sink &sink)
{
    JsonFields fields(root, u"presets"_s);
    const JsonArray list = fields.array("presets");
    if (!sink.accept(fields))
        return;
    QJsonArray kept;
    for (const JsonValue &item : list.items()) {
        JsonFields preset(item, u"preset"_s);
        const QString id = preset.string("id");
        const QString label
            = preset.optionalString("label").value_or(preset.optionalString("name").value_or(id));
        const QString about = preset.optionalString("description").value_or(QString());
        if (sink.accept(preset))
            kept.append(QJsonObject{
                { "id"_L1, id },
                { "label"_L1, about.isEmpty() ? label : u"%1 (%2)"_s.arg(label, about) } });
    }
    note(sink, QString(key::presets), compact(QJsonDocument(kept)));
}

void readModels(JsonValue root, Sink &sink)
{
    QJsonObject kept;
    for (const auto &[id, label] : root.object().members()) {
        if (const auto text = label.string())
            kept.insert(id, *text);
        else
            sink.issue(Failure::Code::BadInput, u"model \"%1\" has no label"_s.arg(id));
    }
    if (!kept.isEmpty())
        note(sink, QString(key::models), compact(QJsonDocument(kept)));
}

// Reads whose route not every server has; what needs it is not offered then.
void noteRoute(const Answer &answer, bool good, Sink &sink)
{
    const QString word = wordOf(answer.request.tag);
    const bool tells = word == "presets"_L1 || word == "models"_L1 || word == "pairings"_L1
        || word == "addons"_L1;
    if (!tells)
        return;
    const QString name = key::absent + word;
    if (good)
        note(sink, name, {});
    else if (answer.status == 404 && errorBody(answer.reply).message == "Not Found"_L1)
        note(sink, name, u"1"_s);
}

// Both lists make the one kind "device": the first waits in the tag of the second.
void readPairings(const Answer &answer, Sink &sink)
{
    const QByteArray &body = answer.reply.body;
    const QString kept = body.size() <= mostKept ? QString::fromUtf8(body) : u"[]"_s;
    const QString user = answer.request.url.path(QUrl::FullyEncoded).section(u'/', -2, -2);
    sink.follow(ask(sink.facts(), "GET",
                    u"/api/v1/addon/authorizations/user/"_s + user + u"/list"_s,
                    u"addons "_s + kept),
                true);
}

void readAddons(const Answer &answer, Sink &sink)
{
    const QByteArray phones = answer.request.tag.section(u' ', 1).toUtf8();
    std::vector<wire::Item> items;
    if (const auto root = threadReader().parse(phones); root && root->isArray())
        items = readList(*root, sink, [](JsonValue value, Sink &to) {
            return readDevice("pairing"_L1, value, to);
        });
    const auto root = threadReader().parse(answer.reply.body);
    if (answer.status == 200 && root && root->isArray()) {
        auto browsers = readList(*root, sink, [](JsonValue value, Sink &to) {
            return readDevice("addon"_L1, value, to);
        });
        std::ranges::move(browsers, std::back_inserter(items));
        noteRoute(answer, true, sink);
        sink.event(wire::ItemsReplaced{ u"device"_s, std::move(items) });
        return;
    }
    sink.issue(failureOf(answer.request, answer.reply));
    noteRoute(answer, false, sink);
    std::vector<wire::Event> known; // the other half is not known: nothing is taken away
    for (wire::Item &item : items)
        known.emplace_back(wire::ItemSeen{ std::move(item) });
    sink.events(std::move(known));
}

void readOneImage(const Answer &answer, JsonValue root, Sink &sink)
{
    auto image = readImage(root, sink);
    if (!image)
        return;
    const QString source = answer.request.tag.section(u' ', 1);
    std::vector<wire::Event> events;
    if (!source.isEmpty()) {
        image->fields.push_back({ u"source"_s, source });
        events.emplace_back(wire::NoticeSeen{ u"info"_s, arrivalText(image->name, source) });
        note(sink, QString(key::newest), image->id.text);
    }
    events.emplace_back(wire::ItemSeen{ std::move(*image) });
    sink.events(std::move(events));
}

void readCanUndo(const Answer &answer, JsonValue root, Sink &sink)
{
    JsonFields fields(root, u"can-undo"_s);
    const bool can = fields.boolean("can_undo");
    if (!sink.accept(fields))
        return;
    wire::Item image;
    image.kind = u"image"_s;
    image.id.text = answer.request.tag.section(u' ', 1);
    image.fields.push_back({ u"can_undo"_s, can });
    sink.event(wire::ItemSeen{ std::move(image) });
}

bool isList(const QString &word)
{
    return word == "images"_L1 || word == "pairings"_L1 || word == "history"_L1;
}

void readBody(const Answer &answer, JsonValue root, Sink &sink)
{
    const QString word = wordOf(answer.request.tag);
    if (word == "images"_L1)
        readImages(root, sink);
    else if (word == "pairings"_L1)
        readPairings(answer, sink);
    else if (word == "history"_L1)
        sink.event(wire::ItemsReplaced{ u"history"_s, readList(root, sink, readStep) });
    else if (word == "image"_L1 || word == "new"_L1)
        readOneImage(answer, root, sink);
    else if (word == "can-undo"_L1)
        readCanUndo(answer, root, sink);
    else if (word == "version"_L1)
        readVersion(root, sink);
    else if (word == "config"_L1)
        readConfig(root, sink);
    else if (word == "presets"_L1)
        readPresets(root, sink);
    else if (word == "models"_L1)
        readModels(root, sink);
    else if (word == "renew"_L1)
        readRenewed(answer, root, sink);
    else if (word == "cancel"_L1)
        sink.event(applied(answer.request));
    else
        sink.issue(Failure::Code::Unsupported, u"nobody asked \"%1\""_s.arg(word));
}

// An image that is not there any more is no error of the list it was in.
void readAbsence(const Answer &answer, Sink &sink)
{
    noteRoute(answer, false, sink);
    const QString word = wordOf(answer.request.tag);
    if (answer.status == 404 && word == "history"_L1) {
        note(sink, QString(key::history), {});
        sink.event(wire::ItemsReplaced{ u"history"_s, {} });
    } else if (answer.status == 404 && (word == "image"_L1 || word == "new"_L1)) {
        const QString id = QUrl::fromPercentEncoding(
            answer.request.url.path(QUrl::FullyEncoded).section(u'/', -1).toLatin1());
        sink.event(wire::ItemRemoved{ u"image"_s, { id } });
    }
}

} // namespace

void readListed(const Answer &answer, Sink &sink)
{
    const QString word = wordOf(answer.request.tag);
    if (word == "addons"_L1) {
        readAddons(answer, sink);
        return;
    }
    const bool good = answer.status >= 200 && answer.status < 300;
    if (good && answer.status == 204 && !answer.request.edit.isEmpty()) {
        sink.event(applied(answer.request));
        return;
    }
    const auto root = threadReader().parse(answer.reply.body);
    if (good && root && (isList(word) ? root->isArray() : root->isObject())) {
        if (word == "history"_L1)
            note(sink, QString(key::history), answer.request.tag.section(u' ', 1));
        noteRoute(answer, true, sink);
        readBody(answer, *root, sink);
        return;
    }
    wire::HttpReply meant = answer.reply;
    meant.status = answer.status;
    sink.issue(failureOf(answer.request, meant));
    readAbsence(answer, sink);
    if (!answer.request.edit.isEmpty())
        sink.event(refusal(answer.request, meant));
}

} // namespace fw::dialects::imagetools
