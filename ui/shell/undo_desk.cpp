// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/undo_desk.h"

#include <QApplication>

namespace fw::ui {

UndoDesk::UndoDesk(store::Store &store, session::Sessions &sessions, QAction &undo, QAction &redo,
                   QObject *parent)
    : QObject(parent)
    , m_history(store, [&sessions](const ServerId &server) { return sessions.find(server); })
    , m_undo(undo)
    , m_redo(redo)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    connect(&m_soon, &QTimer::timeout, this, &UndoDesk::refresh);
    connect(&m_undo, &QAction::triggered, this, [this] {
        refresh(); // what is chosen now, not what was when the menu was made
        m_history.undo(m_document);
    });
    connect(&m_redo, &QAction::triggered, this, [this] {
        refresh();
        m_history.redo(m_document);
    });
    connect(&m_history, &session::EditHistory::said, this, &UndoDesk::said);
    connect(&store, &store::Store::changed, this, [this](const store::Changes &changes) {
        if (changes.edits || changes.servers || !changes.items.empty() || !changes.removed.empty())
            m_soon.start();
    });
    connect(qApp, &QApplication::focusChanged, this,
            [this](QWidget *, QWidget *now) { onFocus(now); });
    refresh();
}

void UndoDesk::addPlace(QWidget *place, std::function<session::Document()> chosen)
{
    m_places.push_back({ place, std::move(chosen) });
    refresh();
}

void UndoDesk::onFocus(QWidget *now)
{
    for (size_t at = 0; at < m_places.size(); ++at) {
        QWidget *place = m_places[at].widget;
        if (!now || !place || (place != now && !place->isAncestorOf(now)))
            continue;
        m_active = at;
        refresh();
        return;
    }
}

void UndoDesk::show(QAction &action, bool can, const QString &text, const QString &tip)
{
    if (action.isEnabled() != can)
        action.setEnabled(can);
    action.setText(QString(text).replace(u'&', QStringLiteral("&&")));
    action.setToolTip(tip);
    action.setStatusTip(tip);
}

void UndoDesk::refresh()
{
    m_soon.stop();
    m_document = m_active < m_places.size() && m_places[m_active].widget
        ? m_places[m_active].chosen()
        : session::Document{};
    show(m_undo, m_history.canUndo(m_document), m_history.undoText(m_document),
         m_history.undoTip(m_document));
    show(m_redo, m_history.canRedo(m_document), m_history.redoText(m_document),
         m_history.redoTip(m_document));
}

} // namespace fw::ui
