// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/overloaded.h"
#include "store/journal_codec.h"

#include <QJsonDocument>

namespace fw::store {

namespace {

// First byte of every edit and activity: the format. Edits of 2 say what came of them, of 3 what
// they take back or replace and why they are held.
constexpr quint64 format = 1;
constexpr quint64 editFormat2 = 2;
constexpr quint64 editFormat = 3;

// Never renumber: these are in journals.
enum class Kind : quint8 {
    AddMedia,
    UploadMedia,
    AddSample,
    ControlJob,
    FetchDetail,
    AskStatus,
    RunAction,
};

constexpr quint64 lastHold = static_cast<quint64>(Hold::Disk);
constexpr quint64 lastFate = static_cast<quint64>(Fate::Conflict);
constexpr quint64 lastAction = static_cast<quint64>(wire::JobAction::Prioritise);
constexpr quint64 lastKind = static_cast<quint64>(Activity::Kind::Gap);

QString jsonText(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void writeRender(ByteWriter &out, const wire::RenderOptions &render)
{
    out.texts(render.formats);
    out.number(static_cast<quint64>(render.mode));
    out.text(render.watermarkPath);
    out.real(render.watermarkScale);
    out.real(render.watermarkOpacity);
    out.text(render.text);
    out.whole(render.textSize);
    out.text(render.textColor);
}

wire::RenderOptions readRender(ByteReader &in)
{
    wire::RenderOptions render;
    render.formats = in.texts();
    render.mode = in.number() == 0 ? wire::FitMode::Fill : wire::FitMode::Fit;
    render.watermarkPath = in.text();
    render.watermarkScale = in.real();
    render.watermarkOpacity = in.real();
    render.text = in.text();
    render.textSize = static_cast<int>(in.whole());
    render.textColor = in.text();
    return render;
}

void writeCommand(ByteWriter &out, const wire::Command &command)
{
    const auto kind = [&out](Kind k) { out.number(static_cast<quint64>(k)); };
    std::visit(overloaded{
                   [&](const wire::AddMedia &c) {
                       kind(Kind::AddMedia);
                       out.texts(c.paths);
                       out.whole(c.priority);
                       writeRender(out, c.render);
                   },
                   [&](const wire::UploadMedia &c) {
                       kind(Kind::UploadMedia);
                       out.text(c.path);
                       out.whole(c.priority);
                       writeRender(out, c.render);
                       if (c.bytes != 0) // last: earlier programs wrote none
                           out.whole(c.bytes);
                   },
                   [&](const wire::AddSample &c) {
                       kind(Kind::AddSample);
                       writeRender(out, c.render);
                   },
                   [&](const wire::ControlJob &c) {
                       kind(Kind::ControlJob);
                       out.text(c.job.text);
                       out.number(static_cast<quint64>(c.action));
                       out.whole(c.priority);
                       out.text(c.reason);
                       if (!c.hint.isEmpty()) // last: earlier programs wrote none
                           out.text(c.hint);
                   },
                   [&](const wire::FetchDetail &c) {
                       kind(Kind::FetchDetail);
                       out.text(c.job.text);
                   },
                   [&](const wire::AskStatus &) { kind(Kind::AskStatus); },
                   [&](const wire::RunAction &c) {
                       kind(Kind::RunAction);
                       out.text(c.action);
                       out.text(c.target);
                       out.text(jsonText(c.arguments));
                       out.whole(c.base); // from here: earlier programs wrote none
                       out.text(jsonText(c.before));
                       out.text(c.after.text);
                   },
               },
               command);
}

std::optional<wire::RunAction> readRun(ByteReader &in, const EditId &id, quint64 made)
{
    wire::RunAction run;
    run.edit = id;
    run.action = in.text();
    run.target = in.text();
    const auto arguments = QJsonDocument::fromJson(in.text().toUtf8());
    if (!arguments.isObject() || run.action.isEmpty())
        return std::nullopt;
    run.arguments = arguments.object();
    if (made < editFormat && in.atEnd())
        return run;
    run.base = in.whole();
    run.before = QJsonDocument::fromJson(in.text().toUtf8()).object();
    run.after.text = in.text();
    return run;
}

std::optional<wire::ControlJob> readControl(ByteReader &in, const EditId &id)
{
    wire::ControlJob control;
    control.edit = id;
    control.job.text = in.text();
    const quint64 action = in.number();
    control.priority = static_cast<int>(in.whole());
    control.reason = in.text();
    if (!in.atEnd())
        control.hint = in.text();
    if (action > lastAction)
        return std::nullopt;
    control.action = static_cast<wire::JobAction>(action);
    return control;
}

std::optional<wire::Command> readCommand(ByteReader &in, const EditId &id, quint64 made)
{
    const quint64 kind = in.number();
    if (kind > static_cast<quint64>(Kind::RunAction))
        return std::nullopt;
    switch (static_cast<Kind>(kind)) {
    case Kind::AddMedia: {
        const QStringList paths = in.texts();
        const auto priority = static_cast<int>(in.whole());
        return wire::AddMedia{ id, paths, priority, readRender(in) };
    }
    case Kind::UploadMedia: {
        const QString path = in.text();
        const auto priority = static_cast<int>(in.whole());
        wire::UploadMedia upload{ id, path, priority, readRender(in) };
        if (!in.atEnd())
            upload.bytes = in.whole();
        return upload;
    }
    case Kind::AddSample:
        return wire::AddSample{ id, readRender(in) };
    case Kind::ControlJob:
        return readControl(in, id);
    case Kind::FetchDetail:
        return wire::FetchDetail{ JobId{ in.text() } };
    case Kind::AskStatus:
        return wire::AskStatus{ id };
    case Kind::RunAction:
        return readRun(in, id, made);
    }
    return std::nullopt;
}

void writeOutcome(ByteWriter &out, const Edit &edit)
{
    out.text(edit.intent.owner);
    out.whole(edit.revision);
    out.text(edit.current.isEmpty() ? QString() : jsonText(edit.current));
    out.texts(edit.changed);
    out.text(edit.by);
    out.time(edit.when.value_or(WallTime{}));
    out.text(edit.intent.undoes.text);
    out.text(edit.intent.instead.text);
    out.number(static_cast<quint64>(edit.hold));
    out.number(edit.putAway ? 1 : 0);
}

void readOutcome(ByteReader &in, Edit &edit, quint64 made)
{
    edit.intent.owner = in.text();
    edit.revision = in.whole();
    edit.current = QJsonDocument::fromJson(in.text().toUtf8()).object();
    edit.changed = in.texts();
    edit.by = in.text();
    const WallTime when = in.time();
    if (when != WallTime{})
        edit.when = when;
    if (made < editFormat)
        return;
    edit.intent.undoes.text = in.text();
    edit.intent.instead.text = in.text();
    edit.hold = static_cast<Hold>(std::min(in.number(), lastHold));
    edit.putAway = in.number() != 0;
}

} // namespace

QByteArray editBytes(const Edit &edit)
{
    ByteWriter out;
    out.number(editFormat);
    out.text(edit.id.text);
    out.text(edit.server.text);
    out.text(edit.lane);
    out.number(static_cast<quint64>(edit.fate));
    out.time(edit.made);
    out.number(edit.sent ? 1 : 0);
    out.time(edit.sent.value_or(WallTime{}));
    out.whole(edit.tries);
    out.text(edit.reason);
    writeOutcome(out, edit);
    writeCommand(out, edit.command);
    return out.bytes();
}

std::optional<Edit> editFromBytes(QByteArrayView bytes)
{
    ByteReader in(bytes);
    const quint64 made = in.number();
    if (made < format || made > editFormat)
        return std::nullopt;
    Edit edit;
    edit.id.text = in.text();
    edit.server.text = in.text();
    edit.lane = in.text();
    const quint64 fate = in.number();
    edit.made = in.time();
    const bool sent = in.number() != 0;
    const WallTime when = in.time();
    if (sent)
        edit.sent = when;
    edit.tries = static_cast<int>(in.whole());
    edit.reason = in.text();
    if (made >= editFormat2)
        readOutcome(in, edit, made);
    const auto command = readCommand(in, edit.id, made);
    if (!in.ok() || fate > lastFate || !command || edit.id.isEmpty())
        return std::nullopt;
    edit.fate = static_cast<Fate>(fate);
    edit.command = *command;
    return edit;
}

QByteArray activityBytes(const Activity &activity)
{
    ByteWriter out;
    out.number(format);
    out.time(activity.time);
    out.number(static_cast<quint64>(activity.kind));
    out.text(activity.server.text);
    out.text(activity.job.text);
    out.text(activity.subject);
    out.text(activity.code);
    out.text(activity.detail);
    return out.bytes();
}

std::optional<Activity> activityFromBytes(QByteArrayView bytes)
{
    ByteReader in(bytes);
    if (in.number() != format)
        return std::nullopt;
    Activity activity;
    activity.time = in.time();
    const quint64 kind = in.number();
    activity.server.text = in.text();
    activity.job.text = in.text();
    activity.subject = in.text();
    activity.code = in.text();
    activity.detail = in.text();
    if (!in.ok() || kind > lastKind)
        return std::nullopt;
    activity.kind = static_cast<Activity::Kind>(kind);
    return activity;
}

} // namespace fw::store
