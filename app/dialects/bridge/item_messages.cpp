// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"type":"photo_rejected","timestamp":"…","photo_id":2,"session_id":1,"reason":"blur"}
// {"type":"session_created","timestamp":"2026-11-21T12:21:51.207210","session_id":3,
//  "session_name":"WS session","import_folder":"/srv/bridge/import"}
#include "dialects/bridge/messages.h"
#include "dialects/bridge/reads.h"
#include "dialects/bridge/rows.h"
#include "dialects/common/user_text.h"

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;

namespace {

const QStringList &headMembers()
{
    static const QStringList names{ u"type"_s, u"timestamp"_s, u"photo_id"_s, u"file_name"_s };
    return names;
}

void append(std::vector<wire::Metadatum> &all, std::vector<wire::Metadatum> more)
{
    std::ranges::move(more, std::back_inserter(all));
}

wire::Item photoItem(const QString &id)
{
    wire::Item item;
    item.kind = QString::fromLatin1(photoKind);
    item.id = ItemId{ id };
    item.picture = thumbnailPath(id, "medium"_L1);
    return item;
}

wire::ItemRemoved decided(const QString &photo)
{
    return { QString::fromLatin1(approvalKind), ItemId{ photo } };
}

void photoInfo(JsonValue message, const QString &photo, Sink &sink)
{
    const JsonValue data = message.object()["photo_data"];
    if (!photo.isEmpty()) {
        wire::Item item = photoItem(photo);
        item.name = data.object()["file_name"].string().value_or(QString());
        item.fields = otherFields(data, { u"id"_s, u"file_name"_s });
        learnPhotoName(sink, photo, item.name);
        sink.event(wire::ItemSeen{ std::move(item) });
    }
    const auto job = message.object()["job_id"].idText();
    if (job && data.isObject())
        sink.event(wire::MetadataSeen{ JobId{ *job }, { u"PHOTO"_s, data.toQJson() } });
}

void imported(JsonValue message, const QString &photo, Sink &sink)
{
    wire::Item item = photoItem(photo);
    item.name = message.object()["file_name"].string().value_or(QString());
    item.state = u"imported"_s;
    item.fields = otherFields(message, headMembers());
    learnPhotoName(sink, photo, item.name);
    sink.event(wire::ItemSeen{ std::move(item) });
}

void analyzed(JsonValue message, const QString &photo, Sink &sink)
{
    wire::Item item = photoItem(photo);
    item.state = u"analyzed"_s;
    item.fields = otherFields(message, headMembers() + QStringList{ u"analysis_results"_s });
    append(item.fields, otherFields(message.object()["analysis_results"], { u"ai_score"_s }));
    sink.event(wire::ItemSeen{ std::move(item) });
}

void judged(JsonValue message, const QString &photo, bool approved, Sink &sink)
{
    wire::Item item = photoItem(photo);
    if (approved)
        item.fields.push_back({ u"approved"_s, true });
    else
        item.state = u"rejected"_s;
    append(item.fields, otherFields(message, headMembers()));
    std::vector<wire::Event> events;
    events.emplace_back(wire::ItemSeen{ std::move(item) });
    events.emplace_back(decided(photo));
    sink.events(std::move(events));
}

void exported(MessageType type, JsonValue message, const QString &photo, Sink &sink)
{
    const JsonObject object = message.object();
    const auto text
        = [&object](const char *key) { return object[key].string().value_or(QString()); };
    QString name = photoName(sink.facts(), photo);
    if (name.isEmpty())
        name = u"Photo "_s + photo;
    const QString preset = text("preset_name");
    if (type == MessageType::ExportFailed)
        return sink.event(wire::NoticeSeen{
            u"warning"_s,
            userText(QT_TRANSLATE_NOOP("fw::dialects", "export of %1 as %2 failed: %3"), name,
                     preset, withoutSql(text("error_message"))) });
    if (type == MessageType::ExportStarted)
        return sink.event(wire::NoticeSeen{
            u"info"_s,
            userText(QT_TRANSLATE_NOOP("fw::dialects", "export of %1 as %2 started"), name,
                     preset) });
    wire::Item item = photoItem(photo);
    item.fields = otherFields(message, headMembers());
    sink.event(wire::ItemSeen{ std::move(item) });
    sink.event(
        wire::NoticeSeen{ u"info"_s,
                          userText(QT_TRANSLATE_NOOP("fw::dialects", "export of %1 as %2: %3"),
                                   name, preset, text("output_path")) });
}

} // namespace

void readPhotoMessage(MessageType type, JsonValue message, Sink &sink)
{
    if (type == MessageType::ApprovalQueueUpdated) {
        // A count only: the queue itself is read.
        sink.follow(approvalsRequest(sink.facts(), 0), false);
        return;
    }
    JsonFields fields(message, u"message about a photo"_s);
    const QString photo = type == MessageType::PhotoInfo
        ? fields.optionalIdText("photo_id").value_or(QString())
        : fields.idText("photo_id");
    if (!sink.accept(fields))
        return;
    if (type == MessageType::PhotoInfo)
        return photoInfo(message, photo, sink);
    if (type == MessageType::PhotoImported)
        return imported(message, photo, sink);
    if (type == MessageType::PhotoAnalyzed)
        return analyzed(message, photo, sink);
    if (type == MessageType::PhotoApproved || type == MessageType::PhotoRejected)
        return judged(message, photo, type == MessageType::PhotoApproved, sink);
    if (type != MessageType::PhotoSelected)
        return exported(type, message, photo, sink);
    wire::Item item = photoItem(photo);
    item.fields = otherFields(message, headMembers());
    sink.event(wire::ItemSeen{ std::move(item) });
}

void readSessionMessage(MessageType type, JsonValue message, Sink &sink)
{
    JsonFields fields(message, u"message about a session"_s);
    wire::Item item;
    item.kind = QString::fromLatin1(sessionKind);
    item.id = ItemId{ fields.idText("session_id") };
    item.name = fields.optionalString("session_name").value_or(QString());
    item.state = fields.optionalString("status").value_or(QString());
    if (!sink.accept(fields))
        return;
    if (item.state.isEmpty() && type == MessageType::SessionCreated)
        item.state = u"importing"_s;
    if (type == MessageType::SessionCompleted)
        item.state = u"completed"_s;
    item.fields = otherFields(
        message, { u"type"_s, u"timestamp"_s, u"session_id"_s, u"session_name"_s, u"status"_s });
    sink.event(wire::ItemSeen{ std::move(item) });
}

} // namespace fw::dialects::bridge
