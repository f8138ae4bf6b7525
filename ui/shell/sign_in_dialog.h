// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/browser_sign_in.h"
#include "session/session.h"

#include <QDialog>
#include <QPointer>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace fw::ui {

class FieldForm;
class StateLabel;

/// Signs in at one server, in one of the ways its kind has: a token, fields such as e-mail and
/// password, or the system's browser. Stays open until the server has answered: a refusal is shown
/// here, in the server's words. What is typed is handed on and not kept.
///
///     Asking --sign in--> Waiting --accepted--> closes
///        ^                   |--refused, cancelled--> Asking
class SignInDialog final : public QDialog
{
    Q_OBJECT
public:
    /// Starts with the way \a chosen; where nobody chose one, with the first of which the server,
    /// as far as it is known, makes use.
    SignInDialog(session::Session &session, std::optional<wire::SignInKind> chosen,
                 QWidget *parent);
    /// The way that is shown now.
    wire::SignInKind wayChosen() const { return way().kind; }
    session::Session *session() const { return m_session; }

Q_SIGNALS:
    /// It worked; \a token is what was typed when no request was needed, else empty.
    void signedIn(const QString &who, const fw::Secret &token);

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Way
    {
        wire::SignInKind kind;
        FieldForm *form; ///< null: the browser
    };
    QWidget *buildWays(std::optional<wire::SignInKind> chosen);
    QWidget *buildWay(const wire::SignInWay &way);
    QWidget *buildBrowser();
    QWidget *buildFoot();
    void watchSession();
    const Way &way() const;
    void onWay();
    void start();
    void startToken(const wire::Credentials &credentials);
    void startBrowser();
    void cancel();
    void onConnection(const session::ConnectionInfo &info);
    void onEnded(const QString &who, const QString &problem, Failure::Code code);
    void setWaiting(const QString &words); ///< empty: asking again
    void refuse(const QString &words);
    void refresh();

    QPointer<session::Session> m_session;
    session::BrowserSignIn m_browser;
    std::vector<Way> m_ways;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    QLabel *m_refusal;
    StateLabel *m_state;
    QPushButton *m_copy;
    QPushButton *m_stay;
    QPushButton *m_go;
    QUrl m_page; ///< where the browser went
    Secret m_token; ///< while the server looks at it
    std::optional<Instant> m_before; ///< when the phase began in which the token was given
    QString m_waiting;
};

} // namespace fw::ui
