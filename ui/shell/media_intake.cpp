// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/media_intake.h"

#include "ui/shell/action_gate.h"
#include "ui/shell/render_sheet.h"

#include <QCoreApplication>
#include <QDir>
#include <QMimeData>
#include <QUrl>

#include <algorithm>

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

struct IntakeWords
{
    Q_DECLARE_TR_FUNCTIONS(fw::ui::intake)
};

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

bool isReached(const session::Session *session)
{
    using Phase = session::ConnectionInfo::Phase;
    const Phase phase = session->connection().phase;
    return phase == Phase::Live || phase == Phase::Polling || phase == Phase::Suspect;
}

QString verdictText(const wire::EditSettled &verdict, int files, const QString &server)
{
    using enum wire::EditSettled::Verdict;
    switch (verdict.verdict) {
    case Applied:
    case Rebased:
    case Duplicate: {
        // An answer to a repeated call may name no jobs; without a reason all were taken.
        const int taken
            = verdict.message.isEmpty() ? files : std::min(files, int(verdict.jobs.size()));
        if (taken == files)
            return IntakeWords::tr("%1 accepted %n file(s)", nullptr, files).arg(server);
        return IntakeWords::tr("%1 accepted %2 of %n file(s) and refused %3", nullptr, files)
            .arg(server, QString::number(taken), QString::number(files - taken));
    }
    case Conflict:
    case Invalid:
    case Denied:
        return IntakeWords::tr("%1 refused %n file(s)", nullptr, files).arg(server);
    case RateLimited:
        break;
    }
    return {};
}

std::vector<wire::Command> intakeCommands(const session::Session &session, const QStringList &paths,
                                          const wire::RenderOptions &render)
{
    const wire::Capabilities can = session.capabilities();
    const wire::RenderOptions wanted = renderFor(render, can.formats);
    const bool sameMachine
        = session.profile().thisComputer || (can.addByPath.offered && can.localFiles);
    if (sameMachine)
        return { wire::AddMedia{ {}, paths, 0, wanted } };
    std::vector<wire::Command> commands;
    for (const QString &path : paths)
        commands.push_back(wire::UploadMedia{ {}, path, 0, wanted });
    return commands;
}

} // namespace fw::ui
