// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/media_desk.h"

#include "ui/shell/add_dialog.h"
#include "ui/shell/media_intake.h"
#include "ui/shell/render_sheet.h"

#include <QFileDialog>
#include <QWidget>

namespace fw::ui {

MediaDesk::MediaDesk(session::Sessions &sessions, QWidget *window)
    : QObject(window)
    , m_sessions(sessions)
    , m_window(window)
    , m_render(renderFromJson({}))
{
}

void MediaDesk::setRender(const wire::RenderOptions &render)
{
    if (render == m_render)
        return;
    m_render = render;
    Q_EMIT renderChanged();
}

session::Session *MediaDesk::target() const
{
    if (!m_trouble.isEmpty())
        return nullptr;
    session::Session *able = nullptr;
    for (session::Session *session : m_sessions.all()) {
        if (session->profile().thisComputer)
            return session;
        if (!able && intakeRefusal(*session).isEmpty())
            able = session;
    }
    return able;
}

QString MediaDesk::refusal() const
{
    if (!m_trouble.isEmpty())
        return m_trouble;
    if (target())
        return {};
    if (m_sessions.all().empty())
        return tr("There is no server. Start without --offline to process media.");
    return intakeRefusal(*m_sessions.all().front());
}

void MediaDesk::choose()
{
    if (!target())
        return Q_EMIT said(refusal());
    auto *dialog = new QFileDialog(m_window, tr("Add media"));
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(mediaFilters());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::filesSelected, this, &MediaDesk::openSheet);
    dialog->open();
}

void MediaDesk::openSheet(const QStringList &paths)
{
    session::Session *session = target();
    if (!session)
        return Q_EMIT said(refusal());
    const QStringList formats = session->capabilities().formats;
    auto *dialog = new AddDialog(paths, m_render, session->profile().name, m_window);
    dialog->setFormats(formats);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        setRender(dialog->render());
        add(dialog->paths());
    });
    dialog->open();
}

void MediaDesk::editOptions()
{
    auto *dialog = new AddDialog({}, m_render, {}, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { setRender(dialog->render()); });
    dialog->open();
}

void MediaDesk::add(const QStringList &paths)
{
    if (paths.isEmpty())
        return;
    session::Session *session = target();
    if (!session)
        return Q_EMIT said(refusal());
    const QString name = session->profile().name;
    const int count = int(paths.size());
    std::vector<wire::Command> commands = intakeCommands(*session, paths, m_render);
    const int each = commands.size() == 1 ? count : 1;
    for (wire::Command &command : commands)
        m_handed.insert(session->send(std::move(command)), { each, name });
    Q_EMIT said(isReached(session)
                    ? tr("Handing %n file(s) to %1…", nullptr, count).arg(name)
                    : tr("%n file(s) wait until %1 is connected", nullptr, count).arg(name));
}

void MediaDesk::tellVerdict(const wire::EditSettled &verdict)
{
    const auto handed = m_handed.constFind(verdict.edit);
    if (handed == m_handed.cend())
        return;
    const QString text = verdictText(verdict, handed->files, handed->server);
    if (text.isEmpty())
        return;
    m_handed.erase(handed);
    Q_EMIT said(text);
}

void MediaDesk::addSample()
{
    session::Session *session = target();
    if (!session)
        return Q_EMIT said(refusal());
    session->send(wire::AddSample{ {}, renderFor(m_render, session->capabilities().formats) });
    Q_EMIT said(tr("%1 makes a sample clip").arg(session->profile().name));
}

} // namespace fw::ui
