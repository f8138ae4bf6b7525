// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/media_intake.h"

#include "ui/shell/action_gate.h"

#include <QCoreApplication>
#include <QDir>
#include <QMimeData>
#include <QUrl>

namespace fw::ui {

using namespace Qt::StringLiterals;

namespace {

/// One line of pasted text as a path; empty when it is none.
QString pathInLine(QString line)
{
    line = line.trimmed();
    if (line.size() > 1 && (line.front() == u'"' || line.front() == u'\'')
        && line.back() == line.front())
        line = line.mid(1, line.size() - 2);
    if (line.startsWith("file://"_L1))
        return QUrl(line).toLocalFile();
    if (line.startsWith("~/"_L1))
        return QDir::homePath() + line.mid(1);
    return QDir::isAbsolutePath(line) ? line : QString();
}

} // namespace

QStringList pathsInText(const QString &text)
{
    QStringList paths;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        const QString path = pathInLine(line);
        if (!path.isEmpty())
            paths << QDir::cleanPath(path);
    }
    paths.removeDuplicates();
    return paths;
}

QStringList pathsIn(const QMimeData &data)
{
    if (!data.hasUrls())
        return data.hasText() ? pathsInText(data.text()) : QStringList();
    QStringList paths;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile())
            paths << QDir::cleanPath(url.toLocalFile());
    }
    paths.removeDuplicates();
    return paths;
}

QString intakeRefusal(const session::Session &session)
{
    const wire::Capabilities can = session.capabilities();
    if (session.profile().thisComputer || can.addByPath.offered || can.upload.offered)
        return {};
    return capabilityReason(can.upload.reason, session.profile().name,
                            QCoreApplication::translate("fw::ui::intake", "Add media"));
}

std::vector<wire::Command> intakeCommands(const session::Session &session, const QStringList &paths,
                                          const wire::RenderOptions &render)
{
    const wire::Capabilities can = session.capabilities();
    const bool sameMachine
        = session.profile().thisComputer || (can.addByPath.offered && can.localFiles);
    if (sameMachine)
        return { wire::AddMedia{ {}, paths, 0, render } };
    std::vector<wire::Command> commands;
    for (const QString &path : paths)
        commands.push_back(wire::UploadMedia{ {}, path, 0, render });
    return commands;
}

} // namespace fw::ui
