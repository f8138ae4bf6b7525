// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sessions.h"

#include <QObject>
#include <QPointer>

class QMimeData;
class QWidget;

namespace fw::ui {

class AddDialog;

/// Takes new media in: file dialog, drop, paste, command line, sample. Knows the render options
/// and which server takes it.
class MediaDesk final : public QObject
{
    Q_OBJECT
public:
    /// \a window is the parent of dialogs.
    MediaDesk(session::Sessions &sessions, QWidget *window);

    const wire::RenderOptions &render() const { return m_render; }
    void setRender(const wire::RenderOptions &render);

    void choose(); ///< file dialog, then files and options
    /// Adds at once with the remembered options; nothing when \a paths is empty.
    void add(const QStringList &paths);
    void addSample();
    /// Says what became of files handed over here; nothing for verdicts on anything else.
    void tellVerdict(const wire::EditSettled &verdict);
    void editOptions();
    /// The server that would take media now; null when none can.
    session::Session *target() const;
    /// Why nothing can be added, as a sentence; empty when it can.
    QString refusal() const;
    /// Nothing can be added now, for this reason; empty: it can.
    void setTrouble(const QString &why) { m_trouble = why; }

Q_SIGNALS:
    /// What was done or why not, for the status line.
    void said(const QString &text);
    void renderChanged();

private:
    /// What was handed over and not answered yet.
    struct Handed
    {
        int files = 0;
        QString server;
    };
    void openSheet(const QStringList &paths);

    session::Sessions &m_sessions;
    QWidget *m_window;
    wire::RenderOptions m_render;
    QString m_trouble;
    QHash<EditId, Handed> m_handed;
};

} // namespace fw::ui
