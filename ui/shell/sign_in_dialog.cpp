// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sign_in_dialog.h"

#include "ui/common/field_form.h"
#include "ui/common/widgets.h"
#include "ui/settings/profile_words.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QEvent>
#include <QGuiApplication>
#include <QStackedWidget>
#include <QTabBar>

namespace fw::ui {

using namespace Qt::StringLiterals;
using wire::SignInKind;
using Phase = session::ConnectionInfo::Phase;

const SignInDialog::Way &SignInDialog::way() const
{
    return m_ways[static_cast<size_t>(m_pages->currentIndex())];
}

void SignInDialog::onWay()
{
    m_pages->setCurrentIndex(m_tabs->currentIndex());
    // Said before anything is typed.
    const QString lacks = m_session ? signInLacks(m_session->profile(), way().kind) : QString();
    m_refusal->setText(lacks);
    m_refusal->setVisible(!lacks.isEmpty());
    if (way().form)
        way().form->focusFirst();
    refresh();
}

void SignInDialog::start()
{
    if (!m_session || !m_waiting.isEmpty())
        return;
    m_refusal->hide();
    if (!way().form)
        return startBrowser();
    if (!way().form->check())
        return;
    const wire::Credentials credentials = way().form->credentials(way().kind);
    if (way().kind == SignInKind::Token)
        return startToken(credentials);
    setWaiting(tr("Signing in…"));
    m_session->signIn(credentials);
}

// A token needs no request: the connection tells whether it is taken.
void SignInDialog::startToken(const wire::Credentials &credentials)
{
    m_token = Secret(credentials.values.first().reveal().trimmed());
    m_before = m_session->connection().since;
    setWaiting(tr("Trying the token…"));
    m_session->setAddress(m_session->facts().baseUrl, m_token);
    m_session->connectNow();
}

void SignInDialog::startBrowser()
{
    const auto page = m_browser.begin(m_session->dialect(), m_session->facts());
    if (!page)
        return refuse(page.error().detail);
    m_page = *page;
    setWaiting(tr("Waiting for the browser…"));
    if (!QDesktopServices::openUrl(m_page))
        m_state->setState(Shape::Warning, tr("No browser opened: copy the address into one."),
                          themeOf(palette()).attention);
}

void SignInDialog::cancel()
{
    m_browser.cancel();
    if (m_waiting.isEmpty())
        return reject();
    m_token = {};
    setWaiting({}); // an answer that comes late is not for this dialog any more
}

void SignInDialog::onConnection(const session::ConnectionInfo &info)
{
    if (m_token.isEmpty() || m_waiting.isEmpty() || info.since == m_before)
        return;
    switch (info.phase) {
    case Phase::SignInNeeded:
        m_token = {};
        return refuse(info.detail.isEmpty() ? tr("The server does not take this token.")
                                            : info.detail);
    case Phase::Live:
    case Phase::Polling:
    case Phase::Backoff: // away: the token is tried as soon as it is back
    case Phase::Offline:
    case Phase::Failed:
        Q_EMIT signedIn(info.who, m_token);
        return accept();
    case Phase::Idle:
    case Phase::Starting:
    case Phase::Connecting:
    case Phase::Authenticating:
    case Phase::Resuming:
    case Phase::Suspect:
        return;
    }
}

void SignInDialog::onEnded(const QString &who, const QString &problem, Failure::Code code)
{
    if (m_waiting.isEmpty())
        return;
    if (problem.isEmpty()) {
        Q_EMIT signedIn(who, {});
        return accept();
    }
    // "email: is empty": said where it belongs.
    const QString field = problem.section(u':', 0, 0);
    if (code == Failure::Code::BadInput && way().form
        && way().form->setProblem(field, problem.section(u':', 1).trimmed()))
        return setWaiting({});
    refuse(code == Failure::Code::Unreachable ? tr("Nobody answers: %1").arg(problem) : problem);
}

void SignInDialog::refuse(const QString &words)
{
    setWaiting({});
    m_refusal->setText(words);
    m_refusal->show();
    if (!way().form)
        return;
    way().form->clearSecrets();
    way().form->focusFirst();
}

void SignInDialog::setWaiting(const QString &words)
{
    m_waiting = words;
    refresh();
    adjustSize();
}

void SignInDialog::refresh()
{
    const bool waits = !m_waiting.isEmpty();
    const bool browser = !way().form;
    m_tabs->setEnabled(!waits);
    m_pages->setEnabled(!waits);
    m_state->setVisible(waits);
    if (waits)
        m_state->setState(Shape::Half, m_waiting, themeOf(palette()).running);
    m_copy->setVisible(waits && browser);
    m_stay->setText(waits ? tr("&Cancel") : tr("&Stay signed out"));
    m_stay->setAccessibleName(m_stay->text().remove(u'&'));
    m_go->setText(browser ? tr("&Open the browser") : tr("&Sign in"));
    m_go->setAccessibleName(m_go->text().remove(u'&'));
    const bool complete = browser || way().form->isComplete();
    m_go->setEnabled(!waits && complete);
    m_go->setToolTip(waits || complete ? QString() : way().form->firstProblem());
}

void SignInDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_go && !m_ways.empty())
        refresh();
}

} // namespace fw::ui
