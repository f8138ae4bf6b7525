// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/servers_window.h"

#include "store/outbox.h"
#include "ui/common/confirm_dialog.h"
#include "ui/common/widgets.h"
#include "ui/settings/server_drafts.h"

#include <QEvent>
#include <QListView>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using Phase = session::ConnectionInfo::Phase;

void ServersWindow::present(const ServerId &server)
{
    if (const int at = m_drafts->rowOf(server); at >= 0)
        choose(at);
    else if (row() < 0 && m_drafts->rowCount() > 1)
        choose(0);
    if (row() < 0)
        m_add->setFocus(); // the list would choose its first row
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

void ServersWindow::addServer(const QString &dialect)
{
    choose(m_drafts->add(dialect));
    present();
    m_form->focusName();
}

void ServersWindow::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_scroll)
        refreshState();
}

int ServersWindow::row() const
{
    return m_list->currentIndex().row();
}

void ServersWindow::choose(int row)
{
    m_list->setCurrentIndex(m_drafts->index(row));
}

session::Session *ServersWindow::session() const
{
    return row() < 0 || m_drafts->isNew(row())
        ? nullptr
        : m_parts.sessions.find(m_drafts->savedProfile(row()).id);
}

void ServersWindow::watch(session::Session *session)
{
    connect(session, &session::Session::connectionChanged, this, [this] {
        m_drafts->refreshLooks();
        refreshState();
    });
}

void ServersWindow::onChosen()
{
    m_failure.clear();
    m_pages->setCurrentIndex(row() < 0 ? 0 : 1);
    if (row() >= 0)
        m_form->setProfile(m_drafts->profile(row()), m_drafts->isNew(row()));
    m_scroll->ensureVisible(0, 0);
    refresh();
}

void ServersWindow::onEdited(const wire::Profile &profile)
{
    m_failure.clear();
    if (row() >= 0)
        m_drafts->setProfile(row(), profile);
    refresh();
}

void ServersWindow::save()
{
    if (row() < 0 || !m_form->problem().isEmpty())
        return;
    const auto saved = m_drafts->save(row());
    m_failure = saved ? QString() : tr("Not saved: %1.").arg(saved.error().detail);
    if (saved)
        m_form->setProfile(m_drafts->profile(row()), false);
    refresh();
}

void ServersWindow::undo()
{
    const int at = row();
    if (at < 0)
        return;
    m_drafts->revert(at);
    onChosen(); // the same row with the saved profile, or another row
}

void ServersWindow::onConnect()
{
    session::Session *one = session();
    if (!one)
        return;
    if (one->connection().phase == Phase::Idle)
        one->connectNow();
    else
        one->disconnectNow();
}

void ServersWindow::askRemove()
{
    const int at = row();
    if (at < 0)
        return;
    if (m_drafts->isNew(at)) // nothing is lost but what was typed just now
        return undo();
    const ServerId id = m_drafts->savedProfile(at).id;
    const QString name = m_drafts->savedProfile(at).name;
    const auto &state = m_parts.store.state();
    const auto jobs = std::ranges::count(state.jobs, id, &store::JobEntry::server);
    const auto edits = std::ranges::count_if(state.edits, [&id](const store::Edit &edit) {
        return edit.server == id && !store::isSettled(edit.fate);
    });
    Confirmation what;
    what.title = tr("Remove %1?").arg(name);
    what.consequence = tr("The server itself and its jobs stay as they are. This goes from here:");
    what.objects << tr("The settings of %1").arg(name)
                 << tr("%n job(s) kept from it", nullptr, int(jobs));
    if (edits > 0)
        what.objects << tr("%n change(s) that wait to be sent", nullptr, int(edits));
    what.objects << tr("Its sign-in in the keychain, if there is one");
    what.go = tr("&Remove %1").arg(name);
    what.stay = tr("&Keep it");
    auto *dialog = new ConfirmDialog(what, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, id] {
        if (const int now = m_drafts->rowOf(id); now >= 0)
            (void)m_drafts->remove(now); // what cannot be written comes back at the next start
    });
    dialog->open();
}

void ServersWindow::refresh()
{
    const int at = row();
    const bool some = at >= 0;
    const bool here = some && m_drafts->profile(at).thisComputer;
    m_copy->setEnabled(some && !here);
    m_remove->setEnabled(some && !here);
    m_remove->setToolTip(here ? tr("This computer cannot be removed; it need not be connected.")
                              : QString());
    m_copy->setToolTip(here ? tr("There is one of this computer.") : QString());
    m_up->setEnabled(some && m_drafts->canMove(at, -1));
    m_down->setEnabled(some && m_drafts->canMove(at, 1));
    refreshState();
    refreshFoot();
}

void ServersWindow::refreshState()
{
    if (row() < 0)
        return;
    const ServerLook look = m_drafts->look(row());
    m_title->setText(m_drafts->index(row()).data().toString());
    m_state->setState(look.shape, look.word, themeOf(palette()).*look.color);
    const session::Session *one = session();
    const bool idle = one && one->connection().phase == Phase::Idle;
    m_connect->setVisible(one);
    m_connect->setText(idle ? tr("&Connect") : tr("&Disconnect"));
    m_connect->setAccessibleName(m_connect->text().remove(u'&'));
    m_form->setSignIn(signInLook());
}

SignInLook ServersWindow::signInLook() const
{
    using Kept = settings::Secrets::Kept;
    const wire::Profile &profile = m_drafts->profile(row());
    if (profile.thisComputer
        || signInOf(profile, aboutOf(profile.dialect)) == wire::SignInKind::None)
        return {};
    const session::Session *one = session();
    if (m_drafts->isNew(row()) || profile.dialect != m_drafts->savedProfile(row()).dialect)
        return { tr("Save first, then sign in here."), false, false };
    if (!one)
        return { tr("Framewatch works offline: nobody is asked."), false, false };
    if (one->facts().token.isEmpty() && one->facts().cookie.isEmpty())
        return { one->connection().phase == Phase::SignInNeeded ? tr("The server wants a sign-in.")
                                                                : tr("Not signed in."),
                 true, false };
    const QString who = one->connection().who;
    QString text = who.isEmpty() ? tr("Signed in.") : tr("Signed in as %1.").arg(who);
    if (const auto kept = m_parts.roster.keptAt(profile.id))
        text += u' '
            + (*kept == Kept::InKeychain
                   ? tr("It is kept in the keychain.")
                   : tr("No secret service answers: it is kept for this run only."));
    return { text, true, true };
}

QString ServersWindow::note() const
{
    if (row() < 0)
        return {};
    if (const QString problem = m_form->problem(); !problem.isEmpty())
        return problem;
    const wire::Profile &now = m_drafts->profile(row());
    const QString lacks = signInLook().canSignOut
        ? QString()
        : signInLacks(now, signInOf(now, aboutOf(now.dialect)));
    if (!m_failure.isEmpty() || !m_drafts->isChanged(row()))
        return m_failure.isEmpty() ? lacks : m_failure;
    if (!lacks.isEmpty())
        return lacks;
    wire::Profile before = m_drafts->savedProfile(row());
    if (m_drafts->isNew(row()))
        return now.autoConnect ? tr("Saving connects it.") : QString();
    if (signInLook().canSignOut && !session::Roster::keepsSecret(before, now))
        return tr("Saving signs you out: the sign-in was for another server.");
    before.name = now.name;
    before.autoConnect = now.autoConnect;
    return before == now ? QString()
                         : tr("Saving connects %1 anew; the others go on.").arg(now.name);
}

void ServersWindow::refreshFoot()
{
    const bool some = row() >= 0;
    const bool changed = some && m_drafts->isChanged(row());
    const QString problem = some ? m_form->problem() : QString();
    m_note->setText(note());
    m_note->setProperty("tone", m_failure.isEmpty() && problem.isEmpty() ? u"soft"_s : u"error"_s);
    m_note->style()->unpolish(m_note);
    m_note->style()->polish(m_note);
    m_undo->setEnabled(changed);
    m_undo->setText(some && m_drafts->isNew(row()) ? tr("&Discard") : tr("&Undo changes"));
    m_undo->setAccessibleName(m_undo->text().remove(u'&'));
    m_save->setEnabled(changed && problem.isEmpty());
    m_save->setToolTip(m_save->isEnabled() ? QString()
                           : changed       ? problem
                                           : tr("There is nothing to save."));
}

} // namespace fw::ui
