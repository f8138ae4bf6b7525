// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commands.h"

#include "ui/shell/job_actions.h"

#include <QActionGroup>
#include <QMenuBar>

namespace fw::ui {

using namespace Qt::StringLiterals;

Commands::Commands(QWidget *window)
    : QObject(window)
{
    makeFile();
    makeEdit();
    makeView();
    makeRest();
}

void Commands::make(Command command, const QString &text, const QList<QKeySequence> &keys,
                    const QString &tip)
{
    auto *one = new QAction(text, this);
    one->setShortcuts(keys);
    const QString plain = QString(text).remove(u'&').remove(u'…');
    m_tips.insert(command, tip.isEmpty() ? plain : tip);
    one->setStatusTip(m_tips.value(command));
    one->setToolTip(m_tips.value(command));
    m_actions.insert(command, one);
}

void Commands::makeFile()
{
    make(Command::AddMedia, tr("&Add media…"), { QKeySequence::Open },
         tr("Choose video files and what to make of them"));
    make(Command::PasteMedia, tr("Add from clip&board"), { QKeySequence::Paste },
         tr("Add the files or paths in the clipboard"));
    make(Command::AddSample, tr("Try with a &sample clip"), {},
         tr("The server makes a short clip and processes it"));
    make(Command::MediaOptions, tr("&Options for new media…"),
         { QKeySequence(Qt::CTRL | Qt::Key_Comma) },
         tr("Formats, watermark and text of media added from now on"));
    make(Command::CloseWindow, tr("&Close window"), { QKeySequence(Qt::CTRL | Qt::Key_W) });
    make(Command::Quit, tr("&Quit"), { QKeySequence(Qt::CTRL | Qt::Key_Q) });
}

void Commands::makeEdit()
{
    make(Command::Undo, tr("&Undo"), { QKeySequence(Qt::CTRL | Qt::Key_Z) });
    make(Command::Redo, tr("&Redo"),
         { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y) });
    make(Command::CopyRows, tr("&Copy rows"), { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C) },
         tr("Copy the selected rows as tab-separated text"));
    make(Command::SelectAll, tr("Select &all shown"), { QKeySequence::SelectAll });
    make(Command::SelectNone, tr("Select &none"),
         { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A) });
    make(Command::Find, tr("&Search jobs"), { QKeySequence::Find });
}

void Commands::makeView()
{
    const auto toggle = [this](Command command, const QString &text, const QKeySequence &keys) {
        make(command, text, { keys });
        action(command)->setCheckable(true);
        action(command)->setChecked(true);
    };
    toggle(Command::ShowViews, tr("&Views"), QKeySequence(Qt::ALT | Qt::Key_1));
    toggle(Command::ShowDetail, tr("Job &detail"), QKeySequence(Qt::ALT | Qt::Key_2));
    toggle(Command::ShowActivity, tr("&Activity"), QKeySequence(Qt::ALT | Qt::Key_3));
    toggle(Command::ShowLibrary, tr("L&ibrary"), QKeySequence(Qt::ALT | Qt::Key_4));
    toggle(Command::LockPanels, tr("&Lock panels"), {});
    action(Command::LockPanels)->setStatusTip(tr("Panels keep their place; unlock to move them"));
    make(Command::ShowPending, tr("&Outbox"), { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O) },
         tr("Changes of yours that are not settled, and what can be done about them"));
    make(Command::ResetLayout, tr("&Reset layout"), {}, tr("Panels and columns as at first"));
    make(Command::FullScreen, tr("&Full screen"), { QKeySequence(Qt::Key_F11) });
    action(Command::FullScreen)->setCheckable(true);
    auto *looks = new QActionGroup(this);
    const std::pair<Command, QString> choices[]
        = { { Command::LookSystem, tr("As the &system") },
            { Command::LookLight, tr("&Light") },
            { Command::LookDark, tr("&Dark") },
            { Command::LookContrast, tr("High &contrast") } };
    for (const auto &[command, text] : choices) {
        make(command, text);
        action(command)->setCheckable(true);
        looks->addAction(action(command));
    }
    action(Command::LookSystem)->setChecked(true);
}

void Commands::makeRest()
{
    make(Command::NextTrouble, tr("&Next that needs you"),
         { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N) },
         tr("Go to the next job that failed or needs attention"));
    make(Command::OpenDetail, tr("Show &detail"), {},
         tr("Show the job's stages, outputs and events"));
    make(Command::Servers, tr("&Servers…"), { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Comma) },
         tr("Add, change and remove servers"));
    make(Command::Inspector, tr("Connection &inspector"),
         { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I) },
         tr("What passes between here and the servers, and what of it was not understood"));
    make(Command::WorkOffline, tr("Work &offline"),
         { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L) },
         tr("Close all connections; changes wait until you go online again"));
    action(Command::WorkOffline)->setCheckable(true);
    make(Command::Refresh, tr("&Refresh now"), { QKeySequence(Qt::Key_F5) },
         tr("Read again what is on screen"));
    make(Command::Resync, tr("Read &everything again"),
         { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F5) },
         tr("Forget positions and read the whole state of every server"));
    make(Command::NextPane, tr("Ne&xt pane"), { QKeySequence(Qt::Key_F6) });
    make(Command::PreviousPane, tr("&Previous pane"), { QKeySequence(Qt::SHIFT | Qt::Key_F6) });
    make(Command::NextTab, tr("Next detail &tab"), { QKeySequence(Qt::CTRL | Qt::Key_Tab) });
    make(Command::PreviousTab, tr("P&revious detail tab"),
         { QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab) });
    make(Command::Shortcuts, tr("&Keyboard shortcuts"),
         { QKeySequence(Qt::CTRL | Qt::Key_Question), QKeySequence(Qt::Key_F1) });
    make(Command::About, tr("&About Framewatch"));
}

void Commands::setConnected(bool connected)
{
    for (const Command command : { Command::Refresh, Command::Resync }) {
        QAction *one = action(command);
        if (one->isEnabled() == connected)
            continue;
        one->setEnabled(connected);
        const QString tip = connected ? m_tips.value(command) : tr("No server is connected.");
        one->setStatusTip(tip);
        one->setToolTip(tip);
    }
}

QMenu *Commands::menu(QMenuBar *bar, const QString &title, const QList<Command> &commands)
{
    QMenu *one = bar->addMenu(title);
    for (const Command command : commands)
        one->addAction(action(command));
    return one;
}

QMenuBar *Commands::makeMenuBar(const JobActions &jobs, QWidget *parent)
{
    auto *bar = new QMenuBar(parent);
    QMenu *file = menu(bar, tr("&File"),
                       { Command::AddMedia, Command::PasteMedia, Command::AddSample,
                         Command::MediaOptions, Command::CloseWindow, Command::Quit });
    file->insertSeparator(action(Command::CloseWindow));
    QMenu *edit = menu(bar, tr("&Edit"),
                       { Command::Undo, Command::Redo, Command::CopyRows, Command::SelectAll,
                         Command::SelectNone, Command::Find });
    edit->insertSeparator(action(Command::CopyRows));
    edit->setToolTipsVisible(true);
    QMenu *view = menu(bar, tr("&View"),
                       { Command::ShowViews, Command::ShowDetail, Command::ShowActivity,
                         Command::ShowLibrary, Command::ShowPending, Command::LockPanels,
                         Command::ResetLayout, Command::FullScreen });
    view->insertSeparator(action(Command::LockPanels));
    QMenu *looks = view->addMenu(tr("&Colours"));
    for (const Command look :
         { Command::LookSystem, Command::LookLight, Command::LookDark, Command::LookContrast })
        looks->addAction(action(look));
    QMenu *job = bar->addMenu(tr("&Job"));
    job->setToolTipsVisible(true);
    for (const auto kind :
         { wire::JobAction::Pause, wire::JobAction::Resume, wire::JobAction::Retry })
        job->addAction(jobs.action(kind));
    QMenu *priority = job->addMenu(tr("Pr&iority"));
    priority->setToolTipsVisible(true);
    priority->addActions(jobs.priorities());
    job->addAction(jobs.action(wire::JobAction::Cancel));
    job->addSeparator();
    job->addAction(action(Command::OpenDetail));
    job->addAction(action(Command::NextTrouble));
    m_jobMenu = job;
    QMenu *server = menu(bar, tr("&Server"),
                         { Command::Servers, Command::Inspector, Command::WorkOffline,
                           Command::Refresh, Command::Resync });
    server->insertSeparator(action(Command::WorkOffline));
    server->insertSeparator(action(Command::Refresh));
    server->setToolTipsVisible(true);
    m_serverMenu = server;
    menu(bar, tr("&Window"),
         { Command::NextPane, Command::PreviousPane, Command::NextTab, Command::PreviousTab });
    menu(bar, tr("&Help"), { Command::Shortcuts, Command::About });
    return bar;
}

} // namespace fw::ui
