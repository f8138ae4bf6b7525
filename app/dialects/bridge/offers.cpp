// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// POST /api/approval/1/approve {}          PATCH /api/sessions/3 {"status":"completed"}
// POST /batch/start {"photo_ids":[1,2],"session_id":1}
#include "dialects/bridge/offers.h"

#include "dialects/bridge/rows.h"

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;
using wire::FieldSpec;
using Type = wire::FieldSpec::Type;

namespace {

struct Row
{
    const char *name;
    const char *label;
    const char *target;
    const char *method;
    const char *path;
    bool late = false;
    const char *warning = "";
    bool slow = false;
};

// clang-format off
constexpr auto rows = std::to_array<Row>({
    { "approval.approve", QT_TRANSLATE_NOOP("fw::wire::offer", "Approve…"), approvalKind, "POST", "/api/approval/{id}/approve" },
    { "approval.reject", QT_TRANSLATE_NOOP("fw::wire::offer", "Reject…"), approvalKind, "POST", "/api/approval/{id}/reject" },
    { "approval.modify", QT_TRANSLATE_NOOP("fw::wire::offer", "Develop with another preset…"), approvalKind, "POST", "/api/approval/{id}/modify" },
    { "photo.develop", QT_TRANSLATE_NOOP("fw::wire::offer", "Develop…"), photoKind, "POST", "/api/jobs" },
    { "photo.export", QT_TRANSLATE_NOOP("fw::wire::offer", "Export"), photoKind, "POST", "/export/auto/trigger", true },
    { "job.delete", QT_TRANSLATE_NOOP("fw::wire::offer", "Delete"), "job", "DELETE", "/api/jobs/{id}", false,
      QT_TRANSLATE_NOOP("fw::wire::offer", "The job leaves the list for good.") },
    { "session.rename", QT_TRANSLATE_NOOP("fw::wire::offer", "Rename…"), sessionKind, "PATCH", "/api/sessions/{id}" },
    { "session.status", QT_TRANSLATE_NOOP("fw::wire::offer", "Set the state…"), sessionKind, "PATCH", "/api/sessions/{id}" },
    { "session.boost", QT_TRANSLATE_NOOP("fw::wire::offer", "Prefer its jobs"), sessionKind, "POST", "/queue/priority/session/{id}/boost" },
    { "session.delete", QT_TRANSLATE_NOOP("fw::wire::offer", "Delete"), sessionKind, "DELETE", "/api/sessions/{id}", false,
      QT_TRANSLATE_NOOP("fw::wire::offer", "The session and what belongs to it are deleted on the server.") },
    { "session.create", QT_TRANSLATE_NOOP("fw::wire::offer", "New session…"), "", "POST", "/api/sessions" },
    { "batch.start", QT_TRANSLATE_NOOP("fw::wire::offer", "Start a batch…"), "", "POST", "/batch/start" },
    { "queue.pause", QT_TRANSLATE_NOOP("fw::wire::offer", "Pause the queue"), "", "POST", "/queue/pause", false,
      QT_TRANSLATE_NOOP("fw::wire::offer", "The server says yes even when no worker hears it, and cannot tell later whether it is paused.") },
    { "queue.resume", QT_TRANSLATE_NOOP("fw::wire::offer", "Resume the queue"), "", "POST", "/queue/resume" },
    { "queue.purge", QT_TRANSLATE_NOOP("fw::wire::offer", "Empty the queue"), "", "POST", "/queue/purge", false,
      QT_TRANSLATE_NOOP("fw::wire::offer", "Every task that waits is removed, in all queues. This cannot be undone.") },
    { "queue.rebalance", QT_TRANSLATE_NOOP("fw::wire::offer", "Rebalance priorities"), "", "POST", "/queue/priority/rebalance" },
    { "queue.autoBoost", QT_TRANSLATE_NOOP("fw::wire::offer", "Prefer what waits long"), "", "POST", "/queue/priority/auto-boost" },
    { "hotfolder.add", QT_TRANSLATE_NOOP("fw::wire::offer", "Watch a folder…"), "", "POST", "/hotfolder/add" },
    { "hotfolder.remove", QT_TRANSLATE_NOOP("fw::wire::offer", "Stop watching a folder…"), "", "POST", "/hotfolder/remove" },
    { "hotfolder.start", QT_TRANSLATE_NOOP("fw::wire::offer", "Start watching folders"), "", "POST", "/hotfolder/start" },
    { "hotfolder.stop", QT_TRANSLATE_NOOP("fw::wire::offer", "Stop watching folders"), "", "POST", "/hotfolder/stop" },
    { "prompt.send", QT_TRANSLATE_NOOP("fw::wire::offer", "Develop by description…"), "", "POST", "/job", false, "", true },
    { "monitoring.start", QT_TRANSLATE_NOOP("fw::wire::offer", "Start watching resources"), "", "POST", "/resources/monitoring/start", true },
    { "monitoring.stop", QT_TRANSLATE_NOOP("fw::wire::offer", "Stop watching resources"), "", "POST", "/resources/monitoring/stop", true },
    { "push.cleanup", QT_TRANSLATE_NOOP("fw::wire::offer", "Remove stale clients…"), "", "POST", "/ws/cleanup", true },
    { "message.send", QT_TRANSLATE_NOOP("fw::wire::offer", "Send a message…"), "", "POST", "/ws/send" },
    { "config.reset", QT_TRANSLATE_NOOP("fw::wire::offer", "Reset the settings"), "", "POST", "/config/reset", false,
      QT_TRANSLATE_NOOP("fw::wire::offer", "All settings of the server return to what it was delivered with.") },
});
// clang-format on

FieldSpec field(const QString &name, const char *label, Type type, bool required)
{
    FieldSpec spec;
    spec.name = name;
    spec.label = QString::fromUtf8(label);
    spec.type = type;
    spec.required = required;
    return spec;
}

FieldSpec whole(const QString &name, const char *label, int least, int most, int preset)
{
    FieldSpec spec = field(name, label, Type::Whole, false);
    spec.minimum = least;
    spec.maximum = most;
    spec.preset = preset;
    return spec;
}

FieldSpec preset(bool required)
{
    FieldSpec spec = field(required ? u"new_preset"_s : u"preset"_s,
                           QT_TRANSLATE_NOOP("fw::wire::offer", "Preset"), Type::Text, true);
    spec.minimum = 1;
    spec.maximum = 255;
    spec.from = u"selected_preset"_s;
    return spec;
}

std::vector<FieldSpec> approvalFields(QStringView name)
{
    if (name == "approval.modify"_L1)
        return { preset(true) };
    if (name == "approval.reject"_L1)
        return { field(u"reason"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Reason"), Type::Text,
                       false) };
    FieldSpec spec = field(u"auto_export"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Export at once"),
                           Type::Flag, false);
    spec.preset = false;
    return { spec };
}

std::vector<FieldSpec> sessionFields(QStringView name)
{
    FieldSpec title
        = field(u"name"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Name"), Type::Text, true);
    title.minimum = 1;
    title.maximum = 255;
    if (name == "session.rename"_L1)
        return { title };
    if (name == "session.create"_L1)
        return { title,
                 field(u"import_folder"_s,
                       QT_TRANSLATE_NOOP("fw::wire::offer", "Folder on the server"), Type::Text,
                       true) };
    // The database takes no other word, and there is no "paused" (c4).
    FieldSpec state
        = field(u"status"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "State"), Type::Choice, true);
    state.choices
        = { u"importing"_s, u"selecting"_s, u"developing"_s, u"exporting"_s, u"completed"_s };
    return { state };
}

// S41 to S44: any message; the program answers all but its own four types with null (c1.1).
std::vector<FieldSpec> messageFields()
{
    FieldSpec type
        = field(u"type"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Type"), Type::Text, true);
    type.minimum = 1;
    type.maximum = 100;
    FieldSpec progress = field(u"progress"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Progress"),
                               Type::Number, false);
    progress.maximum = 100;
    progress.unit = u"%"_s;
    const auto text = [](const QString &name, const char *label) {
        return field(name, label, Type::Text, false);
    };
    return { type,
             text(u"job_id"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Job")),
             text(u"stage"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Stage")),
             progress,
             field(u"success"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Success"), Type::Flag,
                   false),
             text(u"message"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Text")),
             text(u"result"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Result as JSON")),
             text(u"error_type"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Kind of error")),
             text(u"error_message"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Text of the error")),
             text(u"error_details"_s,
                  QT_TRANSLATE_NOOP("fw::wire::offer", "Details of the error as JSON")) };
}

std::vector<FieldSpec> fieldsOf(QStringView name)
{
    if (name == "message.send"_L1)
        return messageFields();
    if (name.startsWith("approval."_L1))
        return approvalFields(name);
    if (name == "session.rename"_L1 || name == "session.status"_L1 || name == "session.create"_L1)
        return sessionFields(name);
    if (name == "photo.develop"_L1)
        return { preset(false),
                 whole(u"priority"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Priority"), 1, 3, 2) };
    if (name == "batch.start"_L1) {
        FieldSpec session
            = field(u"session_id"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Session number"),
                    Type::Whole, false);
        session.minimum = 1;
        session.maximum = 2147483647;
        return { field(u"photo_ids"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Photo numbers"),
                       Type::TextList, true),
                 session };
    }
    if (name == "hotfolder.add"_L1 || name == "hotfolder.remove"_L1)
        return { field(u"folder"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Folder on the server"),
                       Type::Text, true) };
    if (name == "prompt.send"_L1)
        return { field(u"prompt"_s, QT_TRANSLATE_NOOP("fw::wire::offer", "Description"),
                       Type::LongText, true) };
    if (name == "push.cleanup"_L1) {
        FieldSpec minutes = whole(u"timeout_minutes"_s,
                                  QT_TRANSLATE_NOOP("fw::wire::offer", "Silent for"), 1, 1440, 5);
        minutes.unit = u"min"_s;
        return { minutes };
    }
    return {};
}

Deed deedFrom(const Row &row)
{
    Deed deed;
    deed.offer.name = QString::fromLatin1(row.name);
    deed.offer.label = QString::fromUtf8(row.label);
    deed.offer.target = QString::fromLatin1(row.target);
    deed.offer.fields = fieldsOf(deed.offer.name);
    deed.offer.warning = QString::fromUtf8(row.warning);
    deed.offer.slow = row.slow;
    deed.offer.many = deed.offer.target == "job"_L1
        || deed.offer.target == QLatin1StringView(approvalKind)
        || deed.offer.target == QLatin1StringView(photoKind);
    if (deed.offer.name == "job.delete"_L1)
        deed.offer.states = { u"queued"_s, u"failed"_s };
    deed.method = row.method;
    deed.path = QString::fromLatin1(row.path);
    deed.late = row.late;
    return deed;
}

wire::Capability capabilityOf(const Deed &deed, const wire::SessionFacts &facts)
{
    const QString late = known(facts, lateRoutes);
    if (lacks(facts, deed.offer.name) || (deed.late && late == "no"_L1))
        return { false, u"noRoute"_s };
    const bool hangs = deed.path.startsWith("/ws/"_L1) && count(facts, pushWedged) > 0;
    const bool nameless = deed.path == "/ws/send"_L1 && known(facts, pushClient).isEmpty();
    if (nameless && !wantsFallback(facts))
        return { false, u"noMessage"_s }; // nobody on the native socket understands any (c2)
    if ((deed.late && late.isEmpty()) || hangs || nameless)
        return { false, u"notConnected"_s };
    return { true, u"none"_s };
}

} // namespace

wire::Capability controlOf(wire::JobAction action, const wire::SessionFacts &facts)
{
    using wire::JobAction;
    const bool forJobs = action != JobAction::Pause && action != JobAction::Resume;
    const bool forBatches = action != JobAction::Retry && action != JobAction::Prioritise
        && !batches(facts).isEmpty();
    if (!forJobs && !forBatches)
        return { false, u"noMessage"_s };
    const QString word = action == JobAction::Prioritise ? u"priority"_s : wire::actionWord(action);
    const bool has = (forJobs && !lacks(facts, u"job."_s + word))
        || (forBatches && !lacks(facts, u"batch."_s + word));
    return has ? wire::Capability{ true, u"none"_s } : wire::Capability{ false, u"noRoute"_s };
}

std::vector<Deed> deeds()
{
    std::vector<Deed> all;
    for (const Row &row : rows)
        all.push_back(deedFrom(row));
    return all;
}

std::optional<Deed> deedOf(QStringView name)
{
    const auto found = std::ranges::find_if(
        rows, [name](const Row &row) { return name == QLatin1StringView(row.name); });
    return found == rows.end() ? std::nullopt : std::optional(deedFrom(*found));
}

std::vector<wire::ActionOffer> offers(const wire::SessionFacts &facts)
{
    std::vector<wire::ActionOffer> all;
    for (Deed &deed : deeds()) {
        deed.offer.capability = capabilityOf(deed, facts);
        all.push_back(std::move(deed.offer));
    }
    return all;
}

} // namespace fw::dialects::bridge
