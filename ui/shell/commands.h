// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QMap>
#include <QObject>

class QMenu;
class QMenuBar;

namespace fw::ui {

class JobActions;

/// Everything the window can be told to do apart from the acts on jobs.
enum class Command : quint8 {
    AddMedia,
    PasteMedia,
    AddSample,
    MediaOptions,
    CloseWindow,
    Quit,
    Undo,
    Redo,
    CopyRows,
    SelectAll,
    SelectNone,
    Find,
    ShowViews,
    ShowDetail,
    ShowActivity,
    ShowLibrary,
    ShowPending,
    LockPanels,
    ResetLayout,
    FullScreen,
    LookSystem,
    LookLight,
    LookDark,
    LookContrast,
    NextTrouble,
    OpenDetail,
    Servers,
    Inspector,
    WorkOffline,
    Refresh,
    Resync,
    NextPane,
    PreviousPane,
    NextTab,
    PreviousTab,
    Shortcuts,
    About,
};

/// The window's QActions with text, key and status tip in one table, and the menu bar made of them.
class Commands final : public QObject
{
    Q_OBJECT
public:
    explicit Commands(QWidget *window);

    QAction *action(Command command) const { return m_actions.value(command); }
    QList<QAction *> all() const { return m_actions.values(); }
    /// What is asked of a server can only be asked while one is there.
    void setConnected(bool connected);
    QMenuBar *makeMenuBar(const JobActions &jobs, QWidget *parent);
    /// Where what servers offer is added; null before makeMenuBar().
    QMenu *jobMenu() const { return m_jobMenu; }
    QMenu *serverMenu() const { return m_serverMenu; }

private:
    void make(Command command, const QString &text, const QList<QKeySequence> &keys = {},
              const QString &tip = {});
    void makeFile();
    void makeEdit();
    void makeView();
    void makeRest();
    QMenu *menu(QMenuBar *bar, const QString &title, const QList<Command> &commands);

    QMap<Command, QAction *> m_actions;
    QMap<Command, QString> m_tips; ///< what each does
    QMenu *m_jobMenu = nullptr;
    QMenu *m_serverMenu = nullptr;
};

} // namespace fw::ui
