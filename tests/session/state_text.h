// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/state.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringList>

namespace fw::test {

inline QString textOf(const QJsonValue &value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{ value }).toJson(QJsonDocument::Compact));
}

inline QString textOf(const std::optional<double> &percent)
{
    return percent ? QString::number(*percent) : QStringLiteral("-");
}

/// What people would see of everything that is known, one line for each thing, in an order of its
/// own. Without times: those of our clock differ from run to run.
inline QStringList textOf(const store::State &state)
{
    QStringList lines;
    const auto add = [&lines](const QString &what, const QStringList &words) {
        lines << what + u": " + words.join(u" | ");
    };
    for (const store::JobEntry &entry : state.jobs) {
        const wire::Job &job = entry.job;
        const QString id = job.id.text;
        const QString error = job.error
            ? QString(job.error->code + u'/' + job.error->message + u'/' + job.error->stage)
            : QString();
        const bool done = job.state == wire::JobState::Done; // however far it was heard to be
        add(u"job " + id, { job.name, wire::stateWord(job.state), error });
        add(u"now " + id,
            done ? QStringList{ job.thumbnail }
                 : QStringList{ textOf(job.progress), job.stage, job.message, job.thumbnail });
        const store::JobParts *parts = state.partsOf({ entry.server, job.id });
        if (!parts)
            continue;
        for (const wire::Stage &stage : parts->stages)
            add(u"stage " + id + u' ' + stage.id.text,
                { wire::stateWord(stage.state), textOf(stage.progress), stage.message,
                  stage.error ? stage.error->message : QString() });
        for (const wire::Thumbnail &picture : parts->thumbnails)
            add(u"picture " + id + u' ' + picture.id.text, { picture.url });
        for (const wire::Metadatum &datum : parts->metadata)
            add(u"datum " + id + u' ' + datum.field, { textOf(datum.value) });
        for (const wire::Output &output : parts->outputs)
            add(u"output " + id + u' ' + output.id.text, { output.name, output.url });
    }
    for (const store::ItemEntry &entry : state.items) {
        const wire::Item &item = entry.item;
        add(u"item " + item.kind + u' ' + item.id.text, { item.name, item.state, item.picture });
        for (const wire::Metadatum &field : item.fields)
            add(u"field " + item.kind + u' ' + item.id.text + u' ' + field.field,
                { textOf(field.value) });
    }
    lines.sort();
    return lines;
}

} // namespace fw::test
